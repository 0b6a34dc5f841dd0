package com.helpdeskly.web.json;

import java.util.function.Predicate;

/** A field that holds text. Lengths are in code points, as people and PostgreSQL count. */
public final class TextField extends Field<String> {
    TextField(JsonBody body, String name, String value) {
        super(body, name, value);
    }

    /** White space around the text does not count. Comes before the rules that look at the text. */
    public TextField trimmed() {
        if (get() != null) {
            replace(get().strip());
        }
        return this;
    }

    /** The text must have {@code least}..{@code most} code points. */
    public TextField length(int least, int most) {
        return check(
                text -> {
                    int length = text.codePointCount(0, text.length());
                    return length >= least && length <= most;
                },
                "must have " + least + " to " + most + " characters");
    }

    /** The text must hold more than white space. */
    public TextField notBlank() {
        return check(text -> !text.isBlank(), "must not be blank");
    }

    @Override
    public TextField required() {
        super.required();
        return this;
    }

    @Override
    public TextField notNull() {
        super.notNull();
        return this;
    }

    @Override
    public TextField check(Predicate<? super String> rule, String message) {
        super.check(rule, message);
        return this;
    }
}
