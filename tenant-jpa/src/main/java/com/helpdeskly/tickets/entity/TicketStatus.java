package com.helpdeskly.tickets.entity;

/** Where a ticket stands. */
public enum TicketStatus {
    OPEN,
    IN_PROGRESS,
    WAITING,
    RESOLVED,
    CLOSED
}
