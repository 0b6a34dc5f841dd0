package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.Audience;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.web.security.Caller;
import java.util.UUID;

/**
 * Who asks for tickets: staff sees all of them, a customer their own and nothing internal.
 *
 * @param userId the user of this tenant
 */
public record Viewer(UUID userId, Role role) {
    public static Viewer of(Caller caller) {
        return new Viewer(caller.id(), Role.valueOf(caller.role()));
    }

    public boolean isStaff() {
        return role.isStaff();
    }

    public Audience audience() {
        return isStaff() ? Audience.STAFF : Audience.CUSTOMERS;
    }
}
