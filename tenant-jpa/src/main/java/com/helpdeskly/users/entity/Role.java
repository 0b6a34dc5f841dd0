package com.helpdeskly.users.entity;

/** What a user may do in their tenant. */
public enum Role {
    /** Works on all tickets and manages the users. */
    ADMIN,
    /** Works on all tickets. */
    AGENT,
    /** Sees and comments on their own tickets only. */
    CUSTOMER;

    /** Whether tickets may be assigned to this role and internal notes shown to it. */
    public boolean isStaff() {
        return this != CUSTOMER;
    }
}
