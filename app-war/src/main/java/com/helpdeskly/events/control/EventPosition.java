package com.helpdeskly.events.control;

import com.helpdeskly.web.paging.CursorCodec;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A place in the order of a tenant's events: what comes behind it has not been seen.
 *
 * @param transaction of the event that was seen last
 * @param id of that event; {@link #BEFORE_ALL} when no event of the transaction was seen
 */
record EventPosition(long transaction, UUID id) implements Comparable<EventPosition> {
    static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingLong(EventPosition::transaction).thenComparing(EventPosition::id);

    /** Behind all events of transactions below this one. */
    static EventPosition at(long horizon) {
        return new EventPosition(horizon, BEFORE_ALL);
    }

    /** As the id of a server-sent event, which is good for this tenant alone and cannot be made up. */
    String encode(CursorCodec codec, UUID tenant) {
        return codec.encode("events|" + tenant, Long.toString(transaction), id.toString());
    }

    /** @throws com.helpdeskly.problems.entity.ProblemException 400 for what was not encoded for this tenant */
    static EventPosition decode(CursorCodec codec, UUID tenant, String text) {
        List<String> keys = codec.decode("events|" + tenant, text);
        return new EventPosition(Long.parseLong(keys.get(0)), UUID.fromString(keys.get(1)));
    }

    // Ids are UUIDv7: their sign bits are the same, so that Java's order of them is the database's.
    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }
}
