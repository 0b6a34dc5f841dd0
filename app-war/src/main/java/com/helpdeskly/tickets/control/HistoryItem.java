package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.FieldChange;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change of one field of a ticket.
 *
 * @param from null for nothing; people, teams, comments and tickets by their ids, texts cut to
 *     {@value FieldChange#TEXT_LENGTH} characters, tags with commas between
 */
public record HistoryItem(
        Instant at,
        PersonView actor,

        @Schema(
                example = "status",
                description = "created, title, description, status, priority, assignedTo, team, tags, comment,"
                        + " internalNote, mergedInto, mergedFrom or deleted")
        String field,

        @Schema(example = "OPEN", nullable = true, description = "Ids of people, teams, comments and tickets")
        String from,

        @Schema(example = "WAITING", nullable = true) String to) {
    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return 31 * at.hashCode() + field.hashCode();
    }

    static HistoryItem of(Instant at, PersonView actor, FieldChange change) {
        return new HistoryItem(
                at,
                actor,
                change.field(),
                change.from().orElse(null),
                change.to().orElse(null));
    }
}
