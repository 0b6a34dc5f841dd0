package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one change to many tickets, in one transaction: they are locked in the order of their ids, each one's own rules are
 * asked before anything of it is changed, and those that refuse leave the others as they are.
 */
@Dependent
public class TicketBulk {
    /** Most tickets at once. */
    public static final int MOST = 100;

    private final UnitOfWork unitOfWork;
    private final TicketJournal journal;

    @Inject
    public TicketBulk(UnitOfWork unitOfWork, TicketJournal journal) {
        this.unitOfWork = unitOfWork;
        this.journal = journal;
    }

    /** What became of a ticket. @param refusal empty when it was changed */
    public record Outcome(TicketReference ticket, Optional<ProblemException> refusal) {}

    /**
     * Changes the tickets.
     *
     * @return an outcome for each, in the same order
     * @throws ProblemException 400 when the change names somebody unknown or a ticket is named twice
     */
    public List<Outcome> change(Viewer staff, List<TicketReference> references, TicketChange wanted) {
        return unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, staff);
            TicketChange.Known change = wanted.lookUp(em, "patch.");
            List<Ticket> found = locked(em, references);
            List<Outcome> outcomes = new ArrayList<>();
            Set<Ticket> named = new HashSet<>();
            for (TicketReference reference : references) {
                Optional<Ticket> ticket = reference.among(found);
                if (ticket.isPresent() && !named.add(ticket.get())) {
                    throw ProblemException.invalid("ids", "must name each ticket once");
                }
                outcomes.add(new Outcome(reference, changed(em, caller, ticket, change)));
            }
            return outcomes;
        });
    }

    private Optional<ProblemException> changed(
            EntityManager em, User caller, Optional<Ticket> found, TicketChange.Known change) {
        try {
            Ticket ticket = found.orElseThrow(TicketReference::unknown);
            TicketState before = TicketState.of(ticket);
            change.applyTo(ticket);
            journal.changed(em, caller, ticket, before);
            return Optional.empty();
        } catch (ProblemException refusal) {
            return Optional.of(refusal);
        }
    }

    private static List<Ticket> locked(EntityManager em, List<TicketReference> references) {
        List<Object> ids = valuesOf("id", references);
        List<Object> numbers = valuesOf("number", references);
        String condition = ids.isEmpty()
                ? "t.number in :numbers"
                : numbers.isEmpty() ? "t.id in :ids" : "(t.id in :ids or t.number in :numbers)";
        var query = em.createQuery(
                "select t from Ticket t where t.deletedAt is null and " + condition + " order by t.id", Ticket.class);
        if (!ids.isEmpty()) {
            query.setParameter("ids", ids);
        }
        if (!numbers.isEmpty()) {
            query.setParameter("numbers", numbers);
        }
        return query.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    }

    private static List<Object> valuesOf(String attribute, List<TicketReference> references) {
        return references.stream()
                .filter(reference -> reference.attribute().equals(attribute))
                .map(TicketReference::value)
                .toList();
    }
}
