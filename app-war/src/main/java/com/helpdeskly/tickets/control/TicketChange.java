package com.helpdeskly.tickets.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.User;
import com.helpdeskly.web.json.Change;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody wants to change of a ticket; what is empty stays.
 *
 * @param assignedToId cleared to take the ticket out of everybody's hands
 * @param teamId cleared to take the ticket from its team
 */
public record TicketChange(
        Optional<String> title,
        Optional<String> description,
        Optional<TicketStatus> status,
        Optional<TicketPriority> priority,
        Change<UUID> assignedToId,
        Change<UUID> teamId) {

    /** Whether a customer may change this of their own ticket: the texts, and the status to closed. */
    boolean isFreeToCustomers() {
        return !assignedToId.named()
                && !teamId.named()
                && priority.isEmpty()
                && status.filter(wanted -> wanted != TicketStatus.CLOSED).isEmpty();
    }

    /**
     * Looks up whom the change names.
     *
     * @param path what stands before the names of the fields, for violations
     * @throws ProblemException 400 with each of them that is unknown or cannot have tickets
     */
    Known lookUp(EntityManager em, String path) {
        List<Violation> violations = new ArrayList<>();
        Optional<User> assignee = Named.assignee(em, assignedToId.value(), path, violations);
        Optional<Team> team = Named.team(em, teamId.value(), path, violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new Known(this, assignee, team);
    }

    /** A change that can be made, to any number of tickets. */
    record Known(TicketChange wanted, Optional<User> assignee, Optional<Team> team) {
        /** Changes all or, with a problem of the ticket's own, nothing. */
        void applyTo(Ticket ticket) {
            ticket.requireChangeable(wanted.status);
            wanted.title.ifPresent(ticket::retitle);
            wanted.description.ifPresent(ticket::describe);
            wanted.status.ifPresent(ticket::changeStatus);
            wanted.priority.ifPresent(ticket::changePriority);
            if (wanted.assignedToId.named()) {
                assignee.ifPresentOrElse(ticket::assignTo, ticket::unassign);
            }
            if (wanted.teamId.named()) {
                team.ifPresentOrElse(ticket::giveTo, ticket::takeFromTeam);
            }
        }
    }
}
