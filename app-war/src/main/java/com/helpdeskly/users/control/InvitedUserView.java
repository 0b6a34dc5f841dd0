package com.helpdeskly.users.control;

import com.helpdeskly.links.control.LinkView;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A user who was just made.
 *
 * @param invitation the link by which they set a password; {@code null} for one who has a password already
 */
@Schema(name = "NewUserAnswer")
public record InvitedUserView(
        UUID id,
        @Schema(example = "grace@acme.example") String email,
        @Schema(example = "Grace Hopper") String name,
        Role role,
        boolean active,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Schema(description = "Where no password was given") LinkView invitation) {
    static InvitedUserView of(User user, LinkView invitation) {
        return new InvitedUserView(
                user.id(),
                user.email(),
                user.name(),
                user.role(),
                user.isActive(),
                user.version(),
                user.createdAt(),
                user.updatedAt(),
                invitation);
    }

    /** The user alone. */
    public UserView user() {
        return new UserView(id, email, name, role, active, version, createdAt, updatedAt);
    }
}
