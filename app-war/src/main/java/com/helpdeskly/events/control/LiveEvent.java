package com.helpdeskly.events.control;

import com.helpdeskly.events.entity.EventKind;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it was read.
 *
 * @param ticketAuthorId the customer who may hear of it
 * @param commentId {@code null} when no comment was created
 * @param internal whether the staff alone may hear of it
 */
record LiveEvent(
        EventPosition position,
        EventKind kind,
        UUID ticketId,
        UUID ticketAuthorId,
        UUID commentId,
        UUID actorId,
        boolean internal,
        Instant at) {
    // Not through Json, which looks for the provider on the class path at every call.
    private static final JsonProvider JSON = JsonProvider.provider();

    static LiveEvent of(Object[] row) {
        return new LiveEvent(
                new EventPosition((Long) row[0], (UUID) row[1]),
                (EventKind) row[2],
                (UUID) row[3],
                (UUID) row[4],
                (UUID) row[5],
                (UUID) row[6],
                (Boolean) row[7],
                (Instant) row[8]);
    }

    /** Whether somebody may hear of it: the staff of everything, a customer of their own tickets and nothing internal. */
    boolean isFor(UUID userId, boolean staff) {
        return staff || !internal && ticketAuthorId.equals(userId);
    }

    /** What is told; who did it is for the staff, and for those who did it themselves. */
    String json(UUID userId, boolean staff) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder().add("ticketId", ticketId.toString()).add("at", at.toString());
        if (commentId != null) {
            json.add("commentId", commentId.toString());
        }
        if (staff || actorId.equals(userId)) {
            json.add("actorId", actorId.toString());
        }
        return json.build().toString();
    }
}
