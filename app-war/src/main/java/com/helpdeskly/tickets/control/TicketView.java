package com.helpdeskly.tickets.control;

import com.helpdeskly.search.control.Highlights;
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
 * @param team null when no team has it; one that was deleted is still named
 * @param mergedInto the id of the ticket that it was merged into, null when it was not, and for customers of another one's
 * @param comments the newest {@value TicketPages#NEWEST_COMMENTS} at most, oldest first; null in a summary
 * @param commentCount all comments that the caller may see
 * @param attachmentCount all attachments that the caller may see
 * @param deletedAt absent unless it is in the bin
 * @param version of what the caller sees, as in the {@code ETag}
 * @param highlights where a search was found; absent where nothing was searched for
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
        TeamLink team,
        List<String> tags,
        UUID mergedInto,
        @JsonbProperty(nillable = false) List<CommentView> comments,
        int commentCount,
        int attachmentCount,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @JsonbProperty(nillable = false) Instant deletedAt,
        Highlights highlights) {

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
                ticket.team().map(TeamLink::of).orElse(null),
                ticket.tags(),
                null,
                List.of(),
                0,
                0,
                ticket.version(audience),
                ticket.createdAt(),
                ticket.activity(audience).updatedAt(),
                null,
                null);
    }

    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    TicketView with(List<CommentView> newest) {
        return with(newest, highlights);
    }

    TicketView with(Highlights found) {
        return with(comments, found);
    }

    /** The same without comments. */
    public TicketView summary() {
        return with(null, highlights);
    }

    private TicketView with(List<CommentView> newest, Highlights found) {
        return new TicketView(
                id,
                number,
                title,
                description,
                status,
                priority,
                author,
                assignedTo,
                team,
                tags,
                mergedInto,
                newest,
                commentCount,
                attachmentCount,
                version,
                createdAt,
                updatedAt,
                deletedAt,
                found);
    }
}
