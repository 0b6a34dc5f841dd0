package com.helpdeskly.signin.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What nodes keep in memory of an operator or a machine token, to know on each request whether it still may come in.
 *
 * @param version counts its changes; {@link Long#MAX_VALUE} when it is gone
 * @param active whether it may come in at all
 * @param actor how it is named in the audit: an operator's e-mail, or {@code api-token:<id>}
 * @param role the role that it has now
 * @param generation of an operator: access tokens of another one are worthless
 * @param secretHash of a machine token; {@code null} for an operator
 * @param ends when a machine token expires; {@code null} for an operator
 */
public record AccessEntry(
        UUID id,
        long version,
        boolean active,
        String actor,
        String name,
        String role,
        long generation,
        String secretHash,
        Instant ends) {

    /** One that is there no more. */
    public static AccessEntry gone(UUID id) {
        return new AccessEntry(id, Long.MAX_VALUE, false, "", "", "", 0, null, null);
    }

    /** The hash of a machine token's secret; empty for an operator. */
    public Optional<String> secret() {
        return Optional.ofNullable(secretHash);
    }

    /** Whether it may come in at an instant. */
    public boolean isOpen(Instant now) {
        return active && (ends == null || now.isBefore(ends));
    }
}
