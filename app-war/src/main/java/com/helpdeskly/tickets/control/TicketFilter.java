package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which tickets a list holds.
 *
 * @param statuses any of these; empty for all
 * @param priorities any of these; empty for all
 * @param unassigned only those that nobody has
 * @param assignedTo only those of this user
 * @param author only those of this author
 * @param teamless only those that no team has
 * @param team only those of this team
 * @param tags only those that have all of these
 * @param deleted the bin instead of the tickets
 */
public record TicketFilter(
        Set<TicketStatus> statuses,
        Set<TicketPriority> priorities,
        boolean unassigned,
        Optional<UUID> assignedTo,
        Optional<UUID> author,
        boolean teamless,
        Optional<UUID> team,
        SortedSet<String> tags,
        boolean deleted) {
    /** All tickets. */
    public static final TicketFilter ALL = new TicketFilter(
            Set.of(),
            Set.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            new TreeSet<>(),
            false);
}
