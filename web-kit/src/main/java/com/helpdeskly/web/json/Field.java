package com.helpdeskly.web.json;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One field of a {@link JsonBody} on its way to its value. The first rule that it breaks is reported, and its value is
 * absent from then on. An explicit {@code null} is an absent value unless {@link #notNull()} or {@link #required()}
 * says otherwise.
 */
public class Field<T> {
    private final JsonBody body;
    private final String name;
    private T value;

    Field(JsonBody body, String name, T value) {
        this.body = body;
        this.name = name;
        this.value = value;
    }

    /** The field must be there with a value. */
    public Field<T> required() {
        if (value == null) {
            reject("is required");
        }
        return this;
    }

    /** The field may be left out, but not be cleared. */
    public Field<T> notNull() {
        if (value == null && body.has(name)) {
            reject("must not be null");
        }
        return this;
    }

    /**
     * A value must keep a rule.
     *
     * @param message the rule, as a client reads it after the name of the field
     */
    public Field<T> check(Predicate<? super T> rule, String message) {
        if (value != null && !rule.test(value)) {
            reject(message);
        }
        return this;
    }

    /**
     * The value, or {@code null} where there is none. A required value is never {@code null} behind
     * {@link JsonBody#orThrow()}.
     */
    public T get() {
        return value;
    }

    /** The value, if there is one. */
    public Optional<T> optional() {
        return Optional.ofNullable(value);
    }

    /** The value, or another one where there is none. */
    public T orElse(T other) {
        return value == null ? other : value;
    }

    /** What a PATCH wants of this field. */
    public Change<T> change() {
        return new Change<>(body.has(name), optional());
    }

    final void replace(T other) {
        value = other;
    }

    private void reject(String message) {
        body.reject(name, message);
        value = null;
    }
}
