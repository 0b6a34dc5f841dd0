package com.helpdeskly.tickets.control;

import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.UUID;

/** A user as shown on tickets and comments. */
public record PersonView(UUID id, String name, String email, Role role) {
    static PersonView of(User user) {
        return new PersonView(user.id(), user.name(), user.email(), user.role());
    }
}
