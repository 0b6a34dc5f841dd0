package com.helpdeskly.apikeys.control;

import com.helpdeskly.apikeys.entity.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An API key as its user sees it.
 *
 * @param lastUsedAt to about five minutes, or {@code null}
 */
@Schema(name = "ApiKey")
public record ApiKeyView(
        UUID id,
        @Schema(example = "Nightly export") String name,

        @Schema(description = "The beginning of the secret", example = "hd_AZq0c3Vy")
        String prefix,

        @Schema(example = "[\"tickets:read\"]") List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Schema(nullable = true) Instant lastUsedAt) {
    static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.prefix(),
                key.scopes(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt().orElse(null));
    }
}
