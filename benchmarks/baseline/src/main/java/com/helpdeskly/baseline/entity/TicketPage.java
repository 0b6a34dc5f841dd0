package com.helpdeskly.baseline.entity;

import java.util.List;

/**
 * A page of tickets.
 *
 * @param next where the next page begins, null after the last one
 */
public record TicketPage(List<Ticket> items, String next) {
    // JSON-B asks for it for each object it writes: that of all that is in it costs as much as reading it.
    @Override
    public int hashCode() {
        return items.size();
    }
}
