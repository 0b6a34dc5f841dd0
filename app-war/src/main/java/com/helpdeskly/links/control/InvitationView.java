package com.helpdeskly.links.control;

import com.helpdeskly.links.entity.OneTimeLink;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation that nobody has accepted yet; without its link. */
@Schema(name = "Invitation")
public record InvitationView(
        UUID id,
        UUID userId,
        @Schema(example = "grace@acme.example") String email,
        @Schema(example = "Grace Hopper") String name,
        Role role,
        Instant createdAt,
        Instant expiresAt) {
    static InvitationView of(OneTimeLink link, User user) {
        return new InvitationView(
                link.id(), user.id(), user.email(), user.name(), user.role(), link.createdAt(), link.expiresAt());
    }
}
