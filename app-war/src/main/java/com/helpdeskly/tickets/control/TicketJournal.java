package com.helpdeskly.tickets.control;

import com.helpdeskly.search.control.TicketTexts;
import com.helpdeskly.tickets.entity.Audience;
import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.tickets.entity.FieldChange;
import com.helpdeskly.tickets.entity.HistoryEntry;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Learns of everything that happens to tickets and their comments, in the transaction in which it happens: what follows from
 * a write (history, search, events) is begun here and nowhere else, and is kept or lost with it.
 */
@Dependent
public class TicketJournal {
    private final TicketTexts texts = new TicketTexts();

    /** A ticket was opened. */
    void opened(EntityManager em, User actor, Ticket ticket) {
        record(em, actor, ticket, Audience.CUSTOMERS, new FieldChange("created", Optional.empty(), Optional.empty()));
        texts.told(em, ticket.id(), ticket.title(), ticket.description());
    }

    /** A ticket is no longer what it was {@code before}; or it still is, when nothing was changed by the change. */
    void changed(EntityManager em, User actor, Ticket ticket, TicketState before) {
        TicketState after = TicketState.of(ticket);
        record(em, actor, ticket, Audience.CUSTOMERS, before.changesTo(after));
        if (!after.title().equals(before.title()) || !after.description().equals(before.description())) {
            texts.told(em, ticket.id(), ticket.title(), ticket.description());
        }
    }

    /** A ticket was taken out of everybody's sight. */
    void deleted(EntityManager em, User actor, Ticket ticket) {
        record(em, actor, ticket, Audience.CUSTOMERS, new FieldChange("deleted", said(false), said(true)));
    }

    /** A deleted ticket was brought back. */
    void restored(EntityManager em, User actor, Ticket ticket) {
        record(em, actor, ticket, Audience.CUSTOMERS, new FieldChange("deleted", said(true), said(false)));
    }

    /**
     * A ticket was merged into another one, which tells its own change by {@link #changed}, and each comment that it has
     * got from it by {@link #copied}.
     */
    void merged(EntityManager em, User actor, Ticket source, Ticket target, TicketState sourceBefore) {
        changed(em, actor, source, sourceBefore);
        Audience audience = source.hasAuthorOf(target) ? Audience.CUSTOMERS : Audience.STAFF;
        record(em, actor, source, audience, new FieldChange("mergedInto", Optional.empty(), idOf(target.id())));
        record(em, actor, target, audience, new FieldChange("mergedFrom", Optional.empty(), idOf(source.id())));
    }

    /** A comment was added. */
    void commented(EntityManager em, User actor, Comment comment) {
        ofComment(em, actor, comment, Optional.empty(), idOf(comment.id()));
        texts.commented(em, comment.ticket().id(), comment.body(), comment.isInternal());
    }

    /** A comment came with a merge; the history tells of the merge alone. */
    void copied(EntityManager em, User actor, Comment comment) {
        texts.commented(em, comment.ticket().id(), comment.body(), comment.isInternal());
    }

    /** A comment's text is another than {@code bodyBefore}. */
    void commentEdited(EntityManager em, User actor, Comment comment, String bodyBefore) {
        if (!comment.body().equals(bodyBefore)) {
            ofComment(em, actor, comment, idOf(comment.id()), idOf(comment.id()));
            texts.anew(em, comment.ticket().id(), Optional.empty());
        }
    }

    /** A comment is removed for good. */
    void commentRemoved(EntityManager em, User actor, Comment comment) {
        ofComment(em, actor, comment, idOf(comment.id()), Optional.empty());
        texts.anew(em, comment.ticket().id(), Optional.of(comment.id()));
    }

    /** A file was attached; {@code internal} ones exist for the staff alone. */
    public void attached(EntityManager em, User actor, Ticket ticket, String name, boolean internal) {
        ofAttachment(em, actor, ticket, internal, Optional.empty(), Optional.of(name));
    }

    /** An attachment is removed for good. */
    public void detached(EntityManager em, User actor, Ticket ticket, String name, boolean internal) {
        ofAttachment(em, actor, ticket, internal, Optional.of(name), Optional.empty());
    }

    private static void ofAttachment(
            EntityManager em, User actor, Ticket ticket, boolean internal, Optional<String> from, Optional<String> to) {
        Audience audience = internal ? Audience.STAFF : Audience.CUSTOMERS;
        record(em, actor, ticket, audience, new FieldChange("attachment", from, to));
    }

    private static void ofComment(
            EntityManager em, User actor, Comment comment, Optional<String> from, Optional<String> to) {
        Audience audience = comment.isInternal() ? Audience.STAFF : Audience.CUSTOMERS;
        String field = comment.isInternal() ? "internalNote" : "comment";
        record(em, actor, comment.ticket(), audience, new FieldChange(field, from, to));
    }

    private static void record(EntityManager em, User actor, Ticket ticket, Audience audience, FieldChange change) {
        record(em, actor, ticket, audience, List.of(change));
    }

    private static void record(
            EntityManager em, User actor, Ticket ticket, Audience audience, List<FieldChange> changes) {
        if (!changes.isEmpty()) {
            em.persist(new HistoryEntry(ticket, actor, audience, changes));
        }
    }

    private static Optional<String> idOf(UUID id) {
        return Optional.of(id.toString());
    }

    private static Optional<String> said(boolean value) {
        return Optional.of(String.valueOf(value));
    }
}
