package com.helpdeskly.tenants.entity;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a tenant stands in its life; {@link #next()} is the whole state machine. */
public enum TenantStatus {
    /** Its database is being made; not served yet. */
    PROVISIONING,
    /** Served. */
    ACTIVE,
    /** Provisioning ended without success and was undone; it can be run again. */
    FAILED,
    /** Switched off by an operator or at the customer's wish. */
    INACTIVE,
    /** Switched off for a reason that the operator names. */
    SUSPENDED,
    /** Waits for the removal of its database, and can be restored until then. */
    DELETING;

    private static final Map<TenantStatus, Set<TenantStatus>> NEXT = Map.of(
            PROVISIONING, EnumSet.of(ACTIVE, FAILED),
            ACTIVE, EnumSet.of(INACTIVE, SUSPENDED, DELETING),
            FAILED, EnumSet.of(PROVISIONING, DELETING),
            INACTIVE, EnumSet.of(ACTIVE, DELETING),
            SUSPENDED, EnumSet.of(ACTIVE, DELETING),
            DELETING, EnumSet.noneOf(TenantStatus.class));

    /** The states that may follow this one. */
    public Set<TenantStatus> next() {
        return NEXT.get(this);
    }
}
