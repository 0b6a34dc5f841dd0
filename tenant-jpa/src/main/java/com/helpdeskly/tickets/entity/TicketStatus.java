package com.helpdeskly.tickets.entity;

import java.util.EnumSet;
import java.util.Set;

/** Where a ticket stands. */
public enum TicketStatus {
    /** Waits for somebody to take it up. */
    OPEN,
    /** Somebody works on it. */
    IN_PROGRESS,
    /** Waits for an answer of its author, or of a third. */
    WAITING,
    /** Answered; its author may say that it is not. */
    RESOLVED,
    /** Done. */
    CLOSED;

    /**
     * What may follow: among those that are worked on everything, from resolved the way back to work or the end, and from
     * closed only that it is opened again.
     */
    public Set<TicketStatus> next() {
        return switch (this) {
            case OPEN, IN_PROGRESS, WAITING -> EnumSet.complementOf(EnumSet.of(this));
            case RESOLVED -> EnumSet.of(OPEN, IN_PROGRESS, CLOSED);
            case CLOSED -> EnumSet.of(OPEN);
        };
    }

    /** Whether no more work is expected. */
    public boolean isDone() {
        return this == RESOLVED || this == CLOSED;
    }
}
