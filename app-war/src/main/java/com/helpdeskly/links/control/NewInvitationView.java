package com.helpdeskly.links.control;

import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An invitation that was just made.
 *
 * @param token of its link, told this once
 */
@Schema(name = "NewInvitationAnswer")
public record NewInvitationView(
        UUID id,
        UUID userId,
        @Schema(example = "grace@acme.example") String email,
        @Schema(example = "Grace Hopper") String name,
        Role role,

        @Schema(description = "Told this once", example = "0Zt2Ck9x8UQm3uJrSgqk6m0k1h0m2Zl8a4tq7yVw1cE")
        String token,

        Instant expiresAt) {
    static NewInvitationView of(LinkView link, User user) {
        return new NewInvitationView(
                link.id(), user.id(), user.email(), user.name(), user.role(), link.token(), link.expiresAt());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "invitation " + id + " of " + email + " until " + expiresAt;
    }
}
