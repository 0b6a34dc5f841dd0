package com.helpdeskly.operators.boundary;

import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.operators.entity.OperatorRole;
import java.time.Instant;
import java.util.UUID;

/**
 * An operator as owners see them.
 *
 * @param invited whether the operator has no password yet
 * @param version counts the changes, for {@code ETag}
 * @param invitation the link just made, told this once, or {@code null}
 */
public record OperatorView(
        UUID id,
        String email,
        String name,
        OperatorRole role,
        boolean active,
        boolean invited,
        long version,
        Instant createdAt,
        Instant updatedAt,
        InvitationView invitation) {

    /**
     * A link by which an operator sets a password.
     *
     * @param token the secret part of {@code /operators/invitations/{token}}
     */
    public record InvitationView(String token, Instant expiresAt) {}

    static OperatorView from(Operator operator, InvitationView invitation) {
        return new OperatorView(
                operator.id(),
                operator.email(),
                operator.name(),
                operator.role(),
                operator.isActive(),
                operator.passwordHash() == null,
                operator.version(),
                operator.createdAt(),
                operator.updatedAt(),
                invitation);
    }
}
