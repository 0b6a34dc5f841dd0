package com.helpdeskly.events.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.users.entity.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Who wants to hear of events.
 *
 * @param role that they have now; the stream ends when it is another one
 * @param expires when the right to listen ends, where that is known
 * @param mayListen whether they still may, as what they are; asked again and again, from memory
 */
public record Listener(UUID userId, Role role, Optional<Instant> expires, Predicate<TenantEntry> mayListen) {}
