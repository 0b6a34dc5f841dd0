package com.helpdeskly.teams.boundary;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /teams}, for the API's document. */
@Schema(name = "NewTeam")
record TeamRequest(
        @Schema(required = true, minLength = 1, maxLength = 100, example = "Billing")
        String name,

        @Schema(description = "Active agents and admins; nobody by default")
        List<UUID> memberIds) {}
