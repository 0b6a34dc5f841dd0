package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.User;
import java.util.Optional;

/** What people can change of a ticket, as it was at a moment. */
public record TicketState(
        String title, String description, TicketStatus status, TicketPriority priority, Optional<User> assignedTo) {

    /** As the ticket is now. */
    static TicketState of(Ticket ticket) {
        return new TicketState(
                ticket.title(), ticket.description(), ticket.status(), ticket.priority(), ticket.assignedTo());
    }
}
