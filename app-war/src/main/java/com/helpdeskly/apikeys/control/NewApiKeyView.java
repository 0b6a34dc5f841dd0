package com.helpdeskly.apikeys.control;

import com.helpdeskly.apikeys.entity.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An API key that was just made.
 *
 * @param secret what the program sends as its bearer token; told this once
 */
@Schema(name = "NewApiKeyAnswer")
public record NewApiKeyView(
        UUID id,
        @Schema(example = "Nightly export") String name,
        @Schema(example = "hd_AZq0c3Vy") String prefix,
        @Schema(example = "[\"tickets:read\"]") List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Schema(description = "Told this once") String secret) {
    static NewApiKeyView of(ApiKey key, String secret) {
        return new NewApiKeyView(
                key.id(), key.name(), key.prefix(), key.scopes(), key.createdAt(), key.expiresAt(), secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "API key " + id + ' ' + name + ' ' + scopes + ' ' + expiresAt;
    }
}
