package com.helpdeskly.users.control;

import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.Optional;

/** What an admin wants to change of a user; what is empty stays. */
public record UserChange(
        Optional<EmailAddress> email,
        Optional<String> name,
        Optional<Role> role,
        Optional<Boolean> active,
        Optional<String> password) {

    /** Ends the user's work here. */
    public static final UserChange DEACTIVATION =
            new UserChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false), Optional.empty());

    /** Whether an active admin would no longer be one. */
    boolean mayTakeAdminAway() {
        return role.filter(wanted -> wanted != Role.ADMIN).isPresent()
                || active.filter(wanted -> !wanted).isPresent();
    }

    /** Whether the user's API keys end with it. */
    boolean endsKeysOf(User user) {
        return password.isPresent()
                || role.filter(wanted -> wanted != user.role()).isPresent()
                || active.filter(wanted -> !wanted && user.isActive()).isPresent();
    }

    /** Whether one-time links of before must not set a password any more. */
    boolean endsLinks() {
        return password.isPresent()
                || email.isPresent()
                || active.filter(wanted -> !wanted).isPresent();
    }

    void applyTo(User user, Optional<String> passwordHash) {
        email.ifPresent(user::changeEmail);
        name.ifPresent(user::rename);
        role.ifPresent(user::changeRole);
        active.ifPresent(wanted -> {
            if (wanted) {
                user.activate();
            } else {
                user.deactivate();
            }
        });
        passwordHash.ifPresent(user::changePassword);
    }
}
