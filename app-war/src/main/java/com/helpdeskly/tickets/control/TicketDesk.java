package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Opens and changes tickets. Every id that a client names is looked up in the tenant's own database
 * before anything is written.
 */
@Dependent
public class TicketDesk {
    private final UnitOfWork unitOfWork;
    private final TicketPages pages;
    private final TicketJournal journal;

    @Inject
    public TicketDesk(UnitOfWork unitOfWork, TicketPages pages, TicketJournal journal) {
        this.unitOfWork = unitOfWork;
        this.pages = pages;
        this.journal = journal;
    }

    /**
     * Opens a ticket.
     *
     * @throws ProblemException 403 when a customer names another author, a status, an assignee or a team; 400 when one of
     *     those is unknown or cannot have tickets
     */
    public TicketView open(Viewer viewer, NewTicket wanted) {
        if (!viewer.isStaff() && !wanted.isFreeTo(viewer)) {
            throw forbidden("Only agents may name another author, an assignee, a team or a status.");
        }
        Ticket opened = unitOfWork.write(em -> {
            User caller = activeCaller(em, viewer);
            Ticket ticket = newTicket(em, caller, wanted);
            em.persist(ticket);
            journal.opened(em, caller, ticket);
            return ticket;
        });
        return TicketView.ofNew(opened, viewer.audience());
    }

    /**
     * Changes a ticket and gives it as it is then.
     *
     * @param precondition gets the version that the viewer sees and throws to refuse
     * @throws ProblemException 404; 403 when a customer may not change this; 400 for an assignee or a team that cannot
     *     be one; 409 when the ticket's state does not allow it, or somebody else changed the ticket at the same time
     */
    public TicketView change(Viewer viewer, TicketReference reference, TicketChange wanted, LongConsumer precondition) {
        UUID id = unitOfWork.write(em -> {
            User caller = activeCaller(em, viewer);
            Ticket ticket = visible(em, viewer, reference, LockModeType.NONE);
            if (!viewer.isStaff() && !wanted.isFreeToCustomers()) {
                throw forbidden("Customers may change title and description of their tickets and close them.");
            }
            precondition.accept(ticket.version(viewer.audience()));
            TicketChange.Known change = wanted.lookUp(em, "");
            TicketState before = TicketState.of(ticket);
            change.applyTo(ticket);
            journal.changed(em, caller, ticket, before);
            return ticket.id();
        });
        return pages.one(viewer, TicketReference.to(id));
    }

    /** The ticket if the viewer may see it, else 404. */
    public static Ticket visible(EntityManager em, Viewer viewer, TicketReference reference, LockModeType lock) {
        JpqlConditions conditions =
                TicketPages.visibleTo(viewer).and("t." + reference.attribute() + " = :ref", "ref", reference.value());
        return conditions
                .bind(em.createQuery(
                        "select t from Ticket t where t.deletedAt is null" + conditions.text(), Ticket.class))
                .setLockMode(lock)
                .getResultStream()
                .findFirst()
                .orElseThrow(TicketReference::unknown);
    }

    /** The caller's own row; 401 when the account was taken away or got another role after the token was given. */
    public static User activeCaller(EntityManager em, Viewer viewer) {
        return Optional.ofNullable(em.find(User.class, viewer.userId()))
                .filter(user -> user.isActive() && user.role() == viewer.role())
                .orElseThrow(() -> new ProblemException(
                        401, "unauthorized", "This account is no longer what it was; sign in again."));
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", detail);
    }

    private static Ticket newTicket(EntityManager em, User caller, NewTicket wanted) {
        List<Violation> violations = new ArrayList<>();
        Optional<User> author = Named.author(em, wanted.authorId(), violations);
        Optional<User> assignee = Named.assignee(em, wanted.assignedToId(), "", violations);
        Optional<Team> team = Named.team(em, wanted.teamId(), "", violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        Ticket ticket = new Ticket(author.orElse(caller), wanted.title(), wanted.description(), wanted.priority());
        wanted.status().ifPresent(ticket::changeStatus);
        assignee.ifPresent(ticket::assignTo);
        team.ifPresent(ticket::giveTo);
        return ticket;
    }
}
