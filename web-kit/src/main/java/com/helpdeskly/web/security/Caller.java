package com.helpdeskly.web.security;

import java.util.UUID;

/**
 * Who is calling: an operator on the control plane, a tenant's user on the app plane.
 *
 * @param id the account's id
 * @param email the account's e-mail address, in lower case
 * @param name the name to show
 * @param role the one role that the caller has on this plane, for example {@code AGENT}
 */
public record Caller(UUID id, String email, String name, String role) {}
