package com.helpdeskly.users.control;

import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import java.util.Optional;

/**
 * A user to be made.
 *
 * @param password empty for one who cannot sign in yet
 */
public record NewUser(EmailAddress email, String name, Role role, Optional<String> password) {}
