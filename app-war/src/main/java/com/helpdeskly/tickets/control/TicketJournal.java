package com.helpdeskly.tickets.control;

import com.helpdeskly.events.control.EventJournal;
import com.helpdeskly.events.entity.EventKind;
import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * Learns of everything that happens to tickets and their comments, in the transaction in which it happens: what follows from
 * a write (history, search, events) is begun here and nowhere else, and is kept or lost with it.
 */
@Dependent
public class TicketJournal {
    private final EventJournal events;

    /** For work that stands behind no request. */
    public TicketJournal() {
        this(new EventJournal());
    }

    @Inject
    public TicketJournal(EventJournal events) {
        this.events = events;
    }

    /** A ticket was opened. */
    void opened(EntityManager em, User actor, Ticket ticket) {
        events.record(em, EventKind.TICKET_CREATED, actor, ticket, false);
    }

    /** A ticket is no longer what it was {@code before}; or it still is, when nothing was changed by the change. */
    void changed(EntityManager em, User actor, Ticket ticket, TicketState before) {
        if (!TicketState.of(ticket).equals(before)) {
            events.record(em, EventKind.TICKET_UPDATED, actor, ticket, false);
        }
    }

    /** A ticket was taken out of everybody's sight. */
    void deleted(EntityManager em, User actor, Ticket ticket) {
        events.record(em, EventKind.TICKET_DELETED, actor, ticket, false);
    }

    /** A deleted ticket was brought back. */
    void restored(EntityManager em, User actor, Ticket ticket) {
        events.record(em, EventKind.TICKET_UPDATED, actor, ticket, false);
    }

    /** A comment was added. */
    void commented(EntityManager em, User actor, Comment comment) {
        events.commented(em, actor, comment.ticket(), comment.id(), comment.isInternal());
    }

    /** A comment's text is another than {@code bodyBefore}. */
    void commentEdited(EntityManager em, User actor, Comment comment, String bodyBefore) {
        if (!comment.body().equals(bodyBefore)) {
            events.record(em, EventKind.TICKET_UPDATED, actor, comment.ticket(), comment.isInternal());
        }
    }

    /** A comment is removed for good. */
    void commentRemoved(EntityManager em, User actor, Comment comment) {
        events.record(em, EventKind.TICKET_UPDATED, actor, comment.ticket(), comment.isInternal());
    }

    /** A file was attached; {@code internal} ones exist for the staff alone. */
    public void attached(EntityManager em, User actor, Ticket ticket, String name, boolean internal) {
        events.record(em, EventKind.TICKET_UPDATED, actor, ticket, internal);
    }

    /** An attachment is removed for good. */
    public void detached(EntityManager em, User actor, Ticket ticket, String name, boolean internal) {
        events.record(em, EventKind.TICKET_UPDATED, actor, ticket, internal);
    }
}
