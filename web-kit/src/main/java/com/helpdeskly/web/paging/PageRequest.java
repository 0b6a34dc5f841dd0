package com.helpdeskly.web.paging;

import com.helpdeskly.problems.entity.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Which part of a list a client wants: {@code ?limit=} and {@code ?cursor=}. */
public final class PageRequest {
    /** The limit where the client names none. */
    public static final int DEFAULT_LIMIT = 20;

    /** The highest limit. */
    public static final int MAX_LIMIT = 100;

    private final int limit;
    private final String cursor;

    private PageRequest(int limit, String cursor) {
        this.limit = limit;
        this.cursor = cursor;
    }

    /**
     * Reads the query parameters, either of which may be {@code null}.
     *
     * @throws ProblemException 400 for a limit that is not a whole number of 1..{@value #MAX_LIMIT}
     */
    public static PageRequest of(String limit, String cursor) {
        return new PageRequest(limit == null ? DEFAULT_LIMIT : parsed(limit), cursor);
    }

    private static int parsed(String limit) {
        int number = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MAX_LIMIT) {
            throw ProblemException.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
        }
        return number;
    }

    /** How many items the page may have, 1..{@value #MAX_LIMIT}. */
    public int limit() {
        return limit;
    }

    /** How many rows to read: one more than the page has, which tells whether there is a next one. */
    public int rows() {
        return limit + 1;
    }

    /**
     * The keys of the last item of the page before, as they were given to {@link CursorCodec#encode}; nothing for the
     * first page.
     *
     * @param context the same context that the cursor was made with
     * @throws ProblemException 400 for a cursor that was not made by this codec in this context
     */
    public Optional<List<String>> after(CursorCodec codec, String context) {
        return Optional.ofNullable(cursor).map(opaque -> codec.decode(context, opaque));
    }

    /**
     * The page of a list in the order of its items' ids.
     *
     * @param context what a cursor of this list is bound to
     * @param rows reads the items behind an id, or from the beginning, and no more than it is told
     * @throws ProblemException as {@link #after}
     */
    public <T> Page<T> byId(
            CursorCodec codec,
            String context,
            Function<? super T, UUID> id,
            BiFunction<Optional<UUID>, Integer, List<T>> rows) {
        Optional<UUID> after = after(codec, context).map(keys -> UUID.fromString(keys.get(0)));
        return Page.of(
                rows.apply(after, rows()),
                this,
                last -> codec.encode(context, id.apply(last).toString()));
    }
}
