package com.helpdeskly.tokens.entity;

import java.util.Optional;
import java.util.UUID;

/**
 * Whom an access token speaks for.
 *
 * @param tenant the tenant in which alone the token is valid; empty for an operator
 * @param role the role at the time of the sign-in
 * @param generation how often tokens of this account were made worthless before this one
 */
public record TokenSubject(UUID id, Optional<UUID> tenant, String email, String name, String role, long generation) {
    /** One of the first generation. */
    public TokenSubject(UUID id, Optional<UUID> tenant, String email, String name, String role) {
        this(id, tenant, email, name, role, 0);
    }
}
