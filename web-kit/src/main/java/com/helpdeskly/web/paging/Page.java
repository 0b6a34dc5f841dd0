package com.helpdeskly.web.paging;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items the items, in the order of the list
 * @param next the cursor of the next page, {@code null} on the last one
 */
public record Page<T>(List<T> items, String next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts the page out of what was read for it.
     *
     * @param rows up to {@link PageRequest#rows()} rows; one more than the limit means that there is a next page
     * @param cursor makes the cursor from the last row of the page
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<? super T, String> cursor) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, cursor.apply(items.get(items.size() - 1)));
    }

    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return 31 * items.size() + Objects.hashCode(next);
    }

    /** The same page of other items, for example of views of what was read. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), next);
    }
}
