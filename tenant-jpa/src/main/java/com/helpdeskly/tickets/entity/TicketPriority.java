package com.helpdeskly.tickets.entity;

/** How soon a ticket needs an answer, in growing urgency. */
public enum TicketPriority {
    LOW,
    MEDIUM,
    HIGH,
    URGENT
}
