package com.helpdeskly.tickets.entity;

/** Who looks at a ticket: internal notes exist for the staff alone. */
public enum Audience {
    /** Agents and admins: everything. */
    STAFF,
    /** Customers: no internal note, nor anything that would tell that there is one. */
    CUSTOMERS
}
