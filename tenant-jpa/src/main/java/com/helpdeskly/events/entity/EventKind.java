package com.helpdeskly.events.entity;

/** What can happen to a ticket, as live updates tell it. */
public enum EventKind {
    TICKET_CREATED("ticket.created"),
    TICKET_UPDATED("ticket.updated"),
    TICKET_DELETED("ticket.deleted"),
    COMMENT_CREATED("comment.created");

    private final String type;

    EventKind(String type) {
        this.type = type;
    }

    /** The name that clients know it by. */
    public String type() {
        return type;
    }
}
