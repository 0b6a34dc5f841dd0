package com.helpdeskly.teams.boundary;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /teams/{team}}, for the API's document. */
@Schema(name = "TeamPatch", description = "What is left out stays.")
record TeamPatch(
        @Schema(minLength = 1, maxLength = 100, example = "Billing")
        String name,

        @Schema(description = "All members from now on; active agents and admins, and whoever is one already")
        List<UUID> memberIds) {}
