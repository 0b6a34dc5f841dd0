package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import java.util.Optional;
import java.util.UUID;

/**
 * A ticket that somebody wants to open.
 *
 * @param authorId empty for whoever opens it
 */
public record NewTicket(
        String title,
        String description,
        TicketPriority priority,
        Optional<TicketStatus> status,
        Optional<UUID> assignedToId,
        Optional<UUID> authorId,
        Optional<UUID> teamId) {

    /** Whether a customer may ask for this: neither for another author nor for anything that is the staff's to say. */
    boolean isFreeTo(Viewer customer) {
        return authorId.filter(id -> !id.equals(customer.userId())).isEmpty()
                && status.isEmpty()
                && assignedToId.isEmpty()
                && teamId.isEmpty();
    }
}
