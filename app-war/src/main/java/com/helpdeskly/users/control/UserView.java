package com.helpdeskly.users.control;

import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.time.Instant;
import java.util.UUID;

/** A user as shown to clients; never with anything of the password. */
public record UserView(
        UUID id,
        String email,
        String name,
        Role role,
        boolean active,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static UserView of(User user) {
        return new UserView(
                user.id(),
                user.email(),
                user.name(),
                user.role(),
                user.isActive(),
                user.version(),
                user.createdAt(),
                user.updatedAt());
    }
}
