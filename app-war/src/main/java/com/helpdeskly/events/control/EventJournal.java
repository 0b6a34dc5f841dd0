package com.helpdeskly.events.control;

import com.helpdeskly.events.entity.EventKind;
import com.helpdeskly.events.entity.TicketEvent;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Writes events, one row for each write, in its transaction. */
@Dependent
public class EventJournal {
    private final Runnable signal;

    /** For work that stands behind no request: whoever waits for events finds them by looking. */
    public EventJournal() {
        this.signal = () -> {};
    }

    @Inject
    public EventJournal(EventSignal signal) {
        this.signal = signal::give;
    }

    /** Records what happened to a ticket. @param internal whether it is nothing that customers know of */
    public void record(EntityManager em, EventKind kind, User actor, Ticket ticket, boolean internal) {
        record(em, kind, actor, ticket, null, internal);
    }

    /** Records that somebody commented. */
    public void commented(EntityManager em, User actor, Ticket ticket, UUID commentId, boolean internal) {
        record(em, EventKind.COMMENT_CREATED, actor, ticket, commentId, internal);
    }

    private void record(EntityManager em, EventKind kind, User actor, Ticket ticket, UUID commentId, boolean internal) {
        em.persist(new TicketEvent(kind, ticket.id(), ticket.author().id(), commentId, actor.id(), internal));
        signal.run();
    }
}
