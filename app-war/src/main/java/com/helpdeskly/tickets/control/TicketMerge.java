package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Merges one ticket into another. The source is closed, points to the target and keeps what was said on it; the target
 * gets its tags, its text as a comment, and copies of its newest {@value TicketPages#NEWEST_COMMENTS} comments. Where the
 * two have different authors, all of that is internal, as customers do not see each other's words.
 */
@Dependent
public class TicketMerge {
    private final UnitOfWork unitOfWork;
    private final TicketPages pages;
    private final TicketJournal journal;

    @Inject
    public TicketMerge(UnitOfWork unitOfWork, TicketPages pages, TicketJournal journal) {
        this.unitOfWork = unitOfWork;
        this.pages = pages;
        this.journal = journal;
    }

    /**
     * Merges and gives the target as it is then.
     *
     * @throws ProblemException 404 for an unknown source; 400 for an unknown target and for the source itself; 409 when one
     *     of them was merged before
     */
    public TicketView merge(Viewer staff, TicketReference source, TicketReference into) {
        UUID id = unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, staff);
            List<Ticket> both = locked(em, source, into);
            Ticket from = source.among(both).orElseThrow(TicketReference::unknown);
            Ticket target =
                    into.among(both).orElseThrow(() -> ProblemException.invalid("into", "must be another ticket"));
            TicketState sourceBefore = TicketState.of(from);
            TicketState targetBefore = TicketState.of(target);
            List<Comment> said = newestOf(em, from);
            from.mergeInto(target);
            copy(em, caller, said, from, target);
            journal.merged(em, caller, from, target, sourceBefore);
            journal.changed(em, caller, target, targetBefore);
            TicketTags.follow(em, target, targetBefore);
            return target.id();
        });
        return pages.one(staff, TicketReference.to(id));
    }

    /** In the order of their ids, so that two merges the other way round wait for each other and do not block. */
    private static List<Ticket> locked(EntityManager em, TicketReference source, TicketReference into) {
        return em.createQuery(
                        "select t from Ticket t where t.deletedAt is null and (t.%s = :source or t.%s = :into) order by t.id"
                                .formatted(source.attribute(), into.attribute()),
                        Ticket.class)
                .setParameter("source", source.value())
                .setParameter("into", into.value())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The newest comments, oldest first. */
    private static List<Comment> newestOf(EntityManager em, Ticket source) {
        List<Comment> newest = new ArrayList<>(em.createQuery(
                        "select c from Comment c join fetch c.author where c.ticket = :source order by c.position desc",
                        Comment.class)
                .setParameter("source", source)
                .setMaxResults(TicketPages.NEWEST_COMMENTS)
                .getResultList());
        Collections.reverse(newest);
        return newest;
    }

    private void copy(EntityManager em, User caller, List<Comment> said, Ticket source, Ticket target) {
        boolean internal = !source.hasAuthorOf(target);
        List<Comment> copies = new ArrayList<>();
        copies.add(target.comment(caller, textOf(source), internal));
        said.forEach(comment -> copies.add(target.copyOf(comment, internal || comment.isInternal())));
        for (Comment copy : copies) {
            em.persist(copy);
            journal.copied(em, caller, copy);
        }
    }

    private static String textOf(Ticket source) {
        String text = "Ticket #%d was merged into this one: %s\n\n%s"
                .formatted(source.number(), source.title(), source.description());
        return text.codePointCount(0, text.length()) <= Comment.BODY_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Comment.BODY_LENGTH));
    }
}
