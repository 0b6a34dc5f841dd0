package com.helpdeskly.tokens.boundary;

import com.helpdeskly.tokens.entity.ApiToken;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A machine token as operators see it.
 *
 * @param scopes {@code read}, {@code write} or both
 * @param createdBy the e-mail of the operator who made it
 * @param lastUsedAt to about five minutes, or {@code null}
 * @param secret what the machine sends as its bearer token; told once, when the token is made, else {@code null}
 */
public record ApiTokenView(
        UUID id,
        String name,
        List<String> scopes,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        String secret) {

    static ApiTokenView from(ApiToken token, String secret) {
        return new ApiTokenView(
                token.id(),
                token.name(),
                token.scopes().stream().map(ApiToken.Scope::text).toList(),
                token.maker(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt().orElse(null),
                secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "machine token " + id + ' ' + name + ' ' + scopes + ' ' + expiresAt + ' ' + lastUsedAt;
    }
}
