package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tickets}, for the API's document. */
@Schema(name = "NewTicket")
record NewTicketRequest(
        @Schema(required = true, minLength = 1, maxLength = 200, example = "The printer is on fire")
        String title,

        @Schema(required = true, minLength = 1, maxLength = 65_536, example = "Third floor, since this morning.")
        String description,

        @Schema(defaultValue = "MEDIUM", example = "HIGH") TicketPriority priority,

        @Schema(defaultValue = "OPEN", description = "Agents only")
        TicketStatus status,

        @Schema(description = "Agents only; an active agent or admin")
        UUID assignedToId,

        @Schema(description = "Agents only; the caller by default")
        UUID authorId,

        @Schema(description = "Agents only; the team that it is given to")
        UUID teamId) {}
