package com.helpdeskly.tickets.control;

import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.UUID;

/** A user as shown on tickets and comments. */
public record PersonView(UUID id, String name, String email, Role role) {
    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** As the user is now. */
    public static PersonView of(User user) {
        return new PersonView(user.id(), user.name(), user.email(), user.role());
    }
}
