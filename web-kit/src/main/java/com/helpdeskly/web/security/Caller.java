package com.helpdeskly.web.security;

import jakarta.json.bind.annotation.JsonbTransient;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling: an operator on the control plane, a tenant's user on the app plane.
 *
 * @param id the account's id
 * @param email the account's e-mail address, in lower case
 * @param name the name to show
 * @param role the one role that the caller has on this plane, for example {@code AGENT}
 * @param scopes what a program may do that works by a key of this account; empty for the person, who may all that the
 *     role may
 */
public record Caller(
        UUID id,
        String email,
        String name,
        String role,
        @JsonbTransient Optional<Set<String>> scopes) {
    /** A person, or a program with all that its role may. */
    public Caller(UUID id, String email, String name, String role) {
        this(id, email, name, role, Optional.empty());
    }
}
