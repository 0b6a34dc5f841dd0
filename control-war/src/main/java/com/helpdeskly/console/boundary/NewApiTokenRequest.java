package com.helpdeskly.console.boundary;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /api-tokens}, for the API's document. */
@Schema(name = "NewApiToken")
record NewApiTokenRequest(
        @Schema(required = true, minLength = 1, maxLength = 100, example = "monitoring")
        String name,

        @Schema(required = true, description = "read, write or both", example = "read")
        List<String> scopes,

        @Schema(required = true, description = "Within the next 365 days", example = "2027-01-01T00:00:00Z")
        Instant expiresAt) {}
