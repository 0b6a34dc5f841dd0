package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which tickets a list holds.
 *
 * @param statuses any of these; empty for all
 * @param priorities any of these; empty for all
 * @param unassigned only those that nobody has
 * @param assignedTo only those of this user
 * @param author only those of this author
 */
public record TicketFilter(
        Set<TicketStatus> statuses,
        Set<TicketPriority> priorities,
        boolean unassigned,
        Optional<UUID> assignedTo,
        Optional<UUID> author) {
    /** All tickets. */
    public static final TicketFilter ALL =
            new TicketFilter(Set.of(), Set.of(), false, Optional.empty(), Optional.empty());
}
