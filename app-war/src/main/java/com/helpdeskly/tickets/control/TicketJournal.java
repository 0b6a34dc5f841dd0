package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;

/**
 * Learns of everything that happens to tickets and their comments, in the transaction in which it happens: what follows from
 * a write (history, search, events) is begun here and nowhere else, and is kept or lost with it.
 */
@Dependent
public class TicketJournal {
    /** A ticket was opened. */
    void opened(EntityManager em, User actor, Ticket ticket) {}

    /** A ticket is no longer what it was {@code before}; or it still is, when nothing was changed by the change. */
    void changed(EntityManager em, User actor, Ticket ticket, TicketState before) {}

    /** A ticket was taken out of everybody's sight. */
    void deleted(EntityManager em, User actor, Ticket ticket) {}

    /** A deleted ticket was brought back. */
    void restored(EntityManager em, User actor, Ticket ticket) {}

    /** A comment was added. */
    void commented(EntityManager em, User actor, Comment comment) {}

    /** A comment's text is another than {@code bodyBefore}. */
    void commentEdited(EntityManager em, User actor, Comment comment, String bodyBefore) {}

    /** A comment is removed for good. */
    void commentRemoved(EntityManager em, User actor, Comment comment) {}

    /** A file was attached; {@code internal} ones exist for the staff alone. */
    public void attached(EntityManager em, User actor, Ticket ticket, String name, boolean internal) {}

    /** An attachment is removed for good. */
    public void detached(EntityManager em, User actor, Ticket ticket, String name, boolean internal) {}
}
