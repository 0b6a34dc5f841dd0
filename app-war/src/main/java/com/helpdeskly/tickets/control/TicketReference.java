package com.helpdeskly.tickets.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a client names a ticket: by its id or by its running number in the tenant.
 *
 * @param attribute the attribute of the ticket that the value belongs to
 */
public record TicketReference(String attribute, Object value) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Reads a path segment; 404 for what can be no ticket's name. */
    public static TicketReference parse(String text) {
        return of(text).orElseThrow(TicketReference::unknown);
    }

    /** What the text names; empty for what can be no ticket's name. */
    public static Optional<TicketReference> of(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new TicketReference("number", Long.valueOf(text)));
        }
        return ID.matcher(text).matches()
                ? Optional.of(new TicketReference("id", UUID.fromString(text)))
                : Optional.empty();
    }

    /** The ticket of this name among others. */
    Optional<Ticket> among(List<Ticket> tickets) {
        return tickets.stream()
                .filter(ticket -> value.equals(attribute.equals("id") ? ticket.id() : (Object) ticket.number()))
                .findFirst();
    }

    /** A ticket by its id. */
    static TicketReference to(UUID id) {
        return new TicketReference("id", id);
    }

    /** 404, also for tickets that are deleted and for those that the caller may not know of. */
    public static ProblemException unknown() {
        return new ProblemException(404, "ticket-not-found", "There is no such ticket.");
    }
}
