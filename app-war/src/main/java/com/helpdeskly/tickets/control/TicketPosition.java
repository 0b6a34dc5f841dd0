package com.helpdeskly.tickets.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Where in a list of tickets a page ended. */
public record TicketPosition(Instant time, UUID id) {
    /** As the keys of a cursor: microseconds since 1970 and the id. */
    public String[] keys() {
        return new String[] {String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time)), id.toString()};
    }

    /** From the keys of a cursor, whose signature has vouched for their form. */
    public static TicketPosition of(List<String> keys) {
        Instant time = Instant.EPOCH.plus(Long.parseLong(keys.get(0)), ChronoUnit.MICROS);
        return new TicketPosition(time, UUID.fromString(keys.get(1)));
    }
}
