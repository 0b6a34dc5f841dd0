package com.helpdeskly.web.json;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a PATCH says about one field: leave it, clear it, or set it.
 *
 * @param named whether the request names the field at all
 * @param value the new value; nothing clears the field
 */
public record Change<T>(boolean named, Optional<T> value) {
    /** Calls the change where there is one; it gets {@code null} where the field is to be cleared. */
    public void apply(Consumer<? super T> change) {
        if (named) {
            change.accept(value.orElse(null));
        }
    }
}
