package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tenants/{idOrSlug}/maintenance}, for the API's document. */
@Schema(name = "Maintenance")
record MaintenanceRequest(
        @Schema(required = true, example = "true") boolean enabled,

        @Schema(
                minLength = 1,
                maxLength = 500,
                description = "Required to begin with",
                example = "Moving to another server")
        String reason) {}
