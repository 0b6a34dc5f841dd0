package com.helpdeskly.tickets.control;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A ticket that a search has found.
 *
 * @param rank how well, the higher the better
 */
public record TicketHit(UUID id, float rank) {
    /** The best first, and of equal ones the newest, as ids grow with time. */
    static final Comparator<TicketHit> BEST_FIRST = Comparator.comparing(TicketHit::rank)
            .thenComparing(hit -> hit.id().toString())
            .reversed();

    /** As the keys of a cursor. */
    public String[] keys() {
        return new String[] {String.valueOf(Float.floatToIntBits(rank)), id.toString()};
    }

    /** From the keys of a cursor, whose signature has vouched for their form. */
    public static TicketHit of(List<String> keys) {
        return new TicketHit(UUID.fromString(keys.get(1)), Float.intBitsToFloat(Integer.parseInt(keys.get(0))));
    }
}
