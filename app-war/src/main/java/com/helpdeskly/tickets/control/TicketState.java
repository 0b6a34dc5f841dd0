package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.FieldChange;
import com.helpdeskly.tickets.entity.Tags;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people can change of a ticket, as it was at a moment. */
public record TicketState(
        String title,
        String description,
        TicketStatus status,
        TicketPriority priority,
        Optional<UUID> assignedToId,
        Optional<UUID> teamId,
        List<String> tags) {

    /** As the ticket is now. */
    static TicketState of(Ticket ticket) {
        return new TicketState(
                ticket.title(),
                ticket.description(),
                ticket.status(),
                ticket.priority(),
                ticket.assignedToId(),
                ticket.teamId(),
                ticket.tags());
    }

    /** What is different afterwards, as the history tells it. */
    List<FieldChange> changesTo(TicketState after) {
        List<FieldChange> changes = new ArrayList<>();
        if (!title.equals(after.title)) {
            changes.add(FieldChange.ofText("title", title, after.title));
        }
        if (!description.equals(after.description)) {
            changes.add(FieldChange.ofText("description", description, after.description));
        }
        add(changes, "status", Optional.of(status), Optional.of(after.status));
        add(changes, "priority", Optional.of(priority), Optional.of(after.priority));
        add(changes, "assignedTo", assignedToId, after.assignedToId);
        add(changes, "team", teamId, after.teamId);
        add(changes, "tags", textOf(tags), textOf(after.tags));
        return changes;
    }

    private static void add(List<FieldChange> changes, String field, Optional<?> from, Optional<?> to) {
        if (!from.equals(to)) {
            changes.add(new FieldChange(field, from.map(Object::toString), to.map(Object::toString)));
        }
    }

    private static Optional<String> textOf(List<String> tags) {
        return Optional.of(Tags.joined(tags)).filter(text -> !text.isEmpty());
    }
}
