package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.Audience;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A ticket as shown to clients.
 *
 * @param assignedTo null when nobody has it
 * @param comments the newest {@value TicketPages#NEWEST_COMMENTS} at most, oldest first; null in a summary
 * @param commentCount all comments that the caller may see
 * @param attachmentCount all attachments that the caller may see
 * @param version of what the caller sees, as in the {@code ETag}
 */
public record TicketView(
        UUID id,
        long number,
        String title,
        String description,
        TicketStatus status,
        TicketPriority priority,
        PersonView author,
        PersonView assignedTo,
        @JsonbProperty(nillable = false) List<CommentView> comments,
        int commentCount,
        int attachmentCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** A ticket that has no comments yet. */
    static TicketView ofNew(Ticket ticket, Audience audience) {
        return new TicketView(
                ticket.id(),
                ticket.number(),
                ticket.title(),
                ticket.description(),
                ticket.status(),
                ticket.priority(),
                PersonView.of(ticket.author()),
                ticket.assignedTo().map(PersonView::of).orElse(null),
                List.of(),
                0,
                0,
                ticket.version(audience),
                ticket.createdAt(),
                ticket.activity(audience).updatedAt());
    }

    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    TicketView with(List<CommentView> newest) {
        return new TicketView(
                id,
                number,
                title,
                description,
                status,
                priority,
                author,
                assignedTo,
                newest,
                commentCount,
                attachmentCount,
                version,
                createdAt,
                updatedAt);
    }
}
