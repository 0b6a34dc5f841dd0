package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
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
import java.util.function.Predicate;

/**
 * Opens, changes, deletes and restores tickets. Every id that a client names is looked up in the tenant's own database
 * before anything is written.
 */
@Dependent
public class TicketDesk {
    private static final String ASSIGNEE_RULE = "must be an active agent or admin";

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
     * @throws ProblemException 403 when a customer names another author, a status or an assignee; 400 when one of those is
     *     unknown or cannot have tickets
     */
    public TicketView open(Viewer viewer, NewTicket wanted) {
        boolean forAnother =
                wanted.authorId().filter(id -> !id.equals(viewer.userId())).isPresent();
        if (!viewer.isStaff()
                && (forAnother
                        || wanted.status().isPresent()
                        || wanted.assignedToId().isPresent())) {
            throw forbidden("Only agents may name another author, an assignee or a status.");
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
     * @throws ProblemException 404; 403 when a customer may not change this; 400 for an assignee who cannot be one; 409
     *     when somebody else changed the ticket at the same time
     */
    public TicketView change(Viewer viewer, TicketReference reference, TicketChange wanted, LongConsumer precondition) {
        UUID id = unitOfWork.write(em -> {
            User caller = activeCaller(em, viewer);
            Ticket ticket = visible(em, viewer, reference, LockModeType.NONE);
            if (!viewer.isStaff() && !wanted.isFreeToCustomers()) {
                throw forbidden("Customers may change title and description of their tickets and close them.");
            }
            precondition.accept(ticket.version(viewer.audience()));
            TicketState before = TicketState.of(ticket);
            wanted.applyFields(ticket);
            wanted.assignedToId().apply(agentId -> {
                if (agentId == null) {
                    ticket.unassign();
                } else {
                    ticket.assignTo(knownAssignee(em, agentId));
                }
            });
            journal.changed(em, caller, ticket, before);
            return ticket.id();
        });
        return pages.one(viewer, TicketReference.to(id));
    }

    /** Takes a ticket out of everybody's sight; 404 when it is unknown or deleted already. */
    public void delete(Viewer staff, TicketReference reference, LongConsumer precondition) {
        unitOfWork.write(em -> {
            User caller = activeCaller(em, staff);
            Ticket ticket = visible(em, staff, reference, LockModeType.NONE);
            precondition.accept(ticket.version(staff.audience()));
            ticket.delete();
            journal.deleted(em, caller, ticket);
            return ticket.id();
        });
    }

    /** Brings a deleted ticket back as it was; without effect on one that is not deleted. */
    public TicketView restore(Viewer staff, TicketReference reference) {
        UUID id = unitOfWork.write(em -> {
            User caller = activeCaller(em, staff);
            Ticket ticket = em.createQuery(
                            "select t from Ticket t where t." + reference.attribute() + " = :ref", Ticket.class)
                    .setParameter("ref", reference.value())
                    .getResultStream()
                    .findFirst()
                    .orElseThrow(TicketReference::unknown);
            if (ticket.isDeleted()) {
                ticket.restore();
                journal.restored(em, caller, ticket);
            }
            return ticket.id();
        });
        return pages.one(staff, TicketReference.to(id));
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
        Optional<User> author =
                found(em, wanted.authorId(), user -> true, "authorId", "must be a user of this tenant", violations);
        Optional<User> assignee =
                found(em, wanted.assignedToId(), User::canWorkOnTickets, "assignedToId", ASSIGNEE_RULE, violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        Ticket ticket = new Ticket(author.orElse(caller), wanted.title(), wanted.description(), wanted.priority());
        wanted.status().ifPresent(ticket::changeStatus);
        assignee.ifPresent(ticket::assignTo);
        return ticket;
    }

    private static User knownAssignee(EntityManager em, UUID id) {
        return Optional.ofNullable(em.find(User.class, id))
                .orElseThrow(() -> ProblemException.invalid("assignedToId", ASSIGNEE_RULE));
    }

    private static Optional<User> found(
            EntityManager em,
            Optional<UUID> id,
            Predicate<User> suitable,
            String field,
            String rule,
            List<Violation> violations) {
        Optional<User> user = id.map(named -> em.find(User.class, named)).filter(suitable);
        if (id.isPresent() && user.isEmpty()) {
            violations.add(new Violation(field, rule));
        }
        return user;
    }
}
