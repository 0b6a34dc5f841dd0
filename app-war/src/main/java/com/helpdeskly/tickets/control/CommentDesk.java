package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Adds, edits and removes comments. The ticket's row is locked meanwhile, so that people who comment at the same time
 * wait for each other for a moment and none of them is refused.
 */
@Dependent
public class CommentDesk {
    private final UnitOfWork unitOfWork;
    private final TicketJournal journal;

    @Inject
    public CommentDesk(UnitOfWork unitOfWork, TicketJournal journal) {
        this.unitOfWork = unitOfWork;
        this.journal = journal;
    }

    /**
     * Adds a comment; one of a customer opens a ticket again that was resolved or closed.
     *
     * @throws ProblemException 404 when the viewer may not see the ticket, 403 for an internal note of a customer, 409 when the ticket
     *     was merged into another one
     */
    public CommentView add(Viewer viewer, TicketReference reference, String body, boolean internal) {
        if (internal && !viewer.isStaff()) {
            throw TicketDesk.forbidden("Only agents may write internal notes.");
        }
        Comment added = unitOfWork.write(em -> {
            User author = TicketDesk.activeCaller(em, viewer);
            Ticket ticket = TicketDesk.visible(em, viewer, reference, LockModeType.PESSIMISTIC_WRITE);
            TicketState before = TicketState.of(ticket);
            Comment comment = ticket.comment(author, body, internal);
            em.persist(comment);
            journal.commented(em, author, comment);
            journal.changed(em, author, ticket, before);
            return comment;
        });
        return CommentView.of(added);
    }

    /**
     * Replaces the text of a comment.
     *
     * @param precondition gets the comment's version and throws to refuse
     * @throws ProblemException 404 when the viewer may not see it, 403 unless they wrote it or are an admin
     */
    public CommentView edit(
            Viewer viewer, TicketReference reference, UUID commentId, String body, LongConsumer precondition) {
        Comment edited = unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, viewer);
            Comment comment = changeable(em, viewer, reference, commentId, precondition);
            String before = comment.body();
            comment.ticket().editComment(comment, body);
            journal.commentEdited(em, caller, comment, before);
            return comment;
        });
        return CommentView.of(edited);
    }

    /** Removes a comment for good; the same rules as for an edit. */
    public void remove(Viewer viewer, TicketReference reference, UUID commentId, LongConsumer precondition) {
        unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, viewer);
            Comment comment = changeable(em, viewer, reference, commentId, precondition);
            comment.ticket().withdrawComment(comment);
            journal.commentRemoved(em, caller, comment);
            em.remove(comment);
            return commentId;
        });
    }

    private static Comment changeable(
            EntityManager em, Viewer viewer, TicketReference reference, UUID commentId, LongConsumer precondition) {
        Ticket ticket = TicketDesk.visible(em, viewer, reference, LockModeType.PESSIMISTIC_WRITE);
        Comment comment = Optional.ofNullable(em.find(Comment.class, commentId))
                .filter(found -> found.ticket().id().equals(ticket.id()))
                .filter(found -> viewer.isStaff() || !found.isInternal())
                .orElseThrow(CommentPages::unknown);
        if (!comment.author().id().equals(viewer.userId()) && viewer.role() != Role.ADMIN) {
            throw TicketDesk.forbidden("Only the author or an admin may change a comment.");
        }
        precondition.accept(comment.version());
        return comment;
    }
}
