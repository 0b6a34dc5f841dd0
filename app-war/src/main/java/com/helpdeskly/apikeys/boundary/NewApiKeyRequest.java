package com.helpdeskly.apikeys.boundary;

import com.helpdeskly.apikeys.entity.ApiKey;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /api-keys}, for the API's document. */
@Schema(name = "NewApiKey")
record NewApiKeyRequest(
        @Schema(required = true, minLength = 1, maxLength = ApiKey.NAME_LENGTH, example = "Nightly export")
        String name,

        @Schema(
                required = true,
                description =
                        "One at least of tickets:read, tickets:write, users:read, users:write; write includes read",
                example = "[\"tickets:read\"]")
        List<String> scopes,

        @Schema(required = true, description = "At most a year from now", example = "2027-01-31T00:00:00Z")
        Instant expiresAt) {}
