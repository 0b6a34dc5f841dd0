package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TicketChange;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.web.json.JsonBody;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /tickets/{ticket}}, for the API's document. */
@Schema(name = "TicketPatch", description = "What is left out stays.")
record TicketPatch(
        @Schema(minLength = 1, maxLength = 200, example = "The printer was on fire")
        String title,

        @Schema(minLength = 1, maxLength = 65_536) String description,

        @Schema(description = "CLOSED only for customers", example = "RESOLVED")
        TicketStatus status,

        @Schema(description = "Agents only", example = "LOW")
        TicketPriority priority,

        @Schema(description = "Agents only; null takes it out of everybody's hands", nullable = true)
        UUID assignedToId,

        @Schema(description = "Agents only; null takes it from its team", nullable = true)
        UUID teamId) {

    /** Reads it; its violations are those of the body. */
    static TicketChange read(JsonBody body) {
        return new TicketChange(
                body.string("title")
                        .notNull()
                        .trimmed()
                        .length(1, Ticket.TITLE_LENGTH)
                        .optional(),
                body.string("description")
                        .notNull()
                        .notBlank()
                        .length(1, Ticket.DESCRIPTION_LENGTH)
                        .optional(),
                body.choice("status", TicketStatus.class).notNull().optional(),
                body.choice("priority", TicketPriority.class).notNull().optional(),
                body.uuid("assignedToId").change(),
                body.uuid("teamId").change());
    }
}
