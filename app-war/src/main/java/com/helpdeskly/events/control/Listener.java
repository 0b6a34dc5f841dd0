package com.helpdeskly.events.control;

import com.helpdeskly.users.entity.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who wants to hear of events.
 *
 * @param role as the access token says; the stream ends when the user has another one
 * @param expires when the right to listen ends, where that is known
 */
public record Listener(UUID userId, Role role, Optional<Instant> expires) {}
