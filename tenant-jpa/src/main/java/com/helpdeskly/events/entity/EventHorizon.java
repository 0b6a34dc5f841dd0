package com.helpdeskly.events.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.eclipse.persistence.annotations.ReadOnly;

/**
 * How far events can be read at this moment. A transaction that began earlier may commit later, and its events would be
 * skipped by whoever has read on meanwhile; those of transactions below the horizon are all there, for the next statement.
 */
@Entity
@ReadOnly
@Table(name = "event_horizon")
public class EventHorizon extends TenantOwned {
    @Column(name = "transaction_id")
    private long transaction;

    /** Events of transactions below this one may have been removed. */
    @Column(name = "trimmed")
    private long trimmed;

    /** For the persistence provider alone. */
    protected EventHorizon() {}
}
