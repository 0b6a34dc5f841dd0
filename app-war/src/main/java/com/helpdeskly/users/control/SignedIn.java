package com.helpdeskly.users.control;

import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.UUID;

/**
 * Somebody who has proved who they are.
 *
 * @param generation that a token for them has to name
 */
public record SignedIn(UUID id, String email, String name, Role role, long generation) {
    static SignedIn of(User user) {
        return new SignedIn(user.id(), user.email(), user.name(), user.role(), user.tokenGeneration());
    }
}
