package com.helpdeskly.tickets.control;

import com.helpdeskly.problems.entity.ProblemException;
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
        if (NUMBER.matcher(text).matches()) {
            return new TicketReference("number", Long.valueOf(text));
        }
        if (ID.matcher(text).matches()) {
            return new TicketReference("id", UUID.fromString(text));
        }
        throw unknown();
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
