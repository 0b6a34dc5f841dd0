package com.helpdeskly.events.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Up to where the tenant's events were removed. There is one at most, and it never goes back. */
@Entity
@Table(name = "event_trim")
public class EventTrim extends TenantOwned {
    @Column(name = "transaction_id")
    private long transaction;

    /** Nothing was removed yet. */
    public EventTrim() {
        super(Timestamps.now());
    }

    /** Events of transactions below this one are removed. */
    public void to(long below) {
        transaction = Math.max(transaction, below);
    }
}
