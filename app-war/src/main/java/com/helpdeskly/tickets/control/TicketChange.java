package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.web.json.Change;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody wants to change of a ticket; what is empty stays.
 *
 * @param assignedToId cleared to take the ticket out of everybody's hands
 */
public record TicketChange(
        Optional<String> title,
        Optional<String> description,
        Optional<TicketStatus> status,
        Optional<TicketPriority> priority,
        Change<UUID> assignedToId) {

    /** Whether a customer may change this of their own ticket: the texts, and the status to closed. */
    boolean isFreeToCustomers() {
        return !assignedToId.named()
                && priority.isEmpty()
                && status.filter(wanted -> wanted != TicketStatus.CLOSED).isEmpty();
    }

    void applyFields(Ticket ticket) {
        title.ifPresent(ticket::retitle);
        description.ifPresent(ticket::describe);
        status.ifPresent(ticket::changeStatus);
        priority.ifPresent(ticket::changePriority);
    }
}
