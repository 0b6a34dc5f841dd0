package com.helpdeskly.tickets.control;

import java.util.Optional;
import java.util.stream.Stream;

/** The orders of a list of tickets; ties are broken by the id, so that every order is total. */
public enum TicketOrder {
    NEWEST("-createdAt", false, true),
    OLDEST("createdAt", false, false),
    CHANGED_LAST("-updatedAt", true, true),
    CHANGED_FIRST("updatedAt", true, false);

    private final String parameter;
    private final boolean byUpdate;
    private final boolean descending;

    TicketOrder(String parameter, boolean byUpdate, boolean descending) {
        this.parameter = parameter;
        this.byUpdate = byUpdate;
        this.descending = descending;
    }

    /** The order that a value of the query parameter {@code sort} stands for; empty for an unknown one. */
    public static Optional<TicketOrder> of(String parameter) {
        return Stream.of(values())
                .filter(order -> order.parameter.equals(parameter))
                .findFirst();
    }

    /** The position of a ticket in this order, from which a page can continue. */
    public TicketPosition positionOf(TicketView ticket) {
        return new TicketPosition(byUpdate ? ticket.updatedAt() : ticket.createdAt(), ticket.id());
    }

    /** The path of the time that is sorted by, given the path of what the audience sees. */
    String timeOf(String activity) {
        return byUpdate ? activity + ".updatedAt" : "t.createdAt";
    }

    String direction() {
        return descending ? "desc" : "asc";
    }

    /** The comparison of what comes after a position. */
    String after() {
        return descending ? "<" : ">";
    }
}
