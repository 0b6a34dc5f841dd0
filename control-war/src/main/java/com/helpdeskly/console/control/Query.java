package com.helpdeskly.console.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.web.paging.PageRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Query parameters with a type; {@link #orThrow()} tells about all that are wrong at once. */
public final class Query {
    private static final int MAX_TEXT = 200;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final List<Violation> violations = new ArrayList<>();

    /** A constant of an enumeration, or {@code null} where the parameter is absent or wrong. */
    public <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        violations.add(new Violation(name, "must be one of " + Arrays.toString(type.getEnumConstants())));
        return null;
    }

    /** An instant of the years 1 to 9999 in ISO 8601, or {@code null} where the parameter is absent or wrong. */
    public Instant instant(String name, String value) {
        if (value == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(END)) {
                return instant;
            }
            violations.add(new Violation(name, "must be in the years 1 to 9999"));
        } catch (DateTimeParseException e) {
            violations.add(new Violation(name, "must be an instant such as 2026-11-24T12:00:00Z"));
        }
        return null;
    }

    /** Which part of the list is wanted; {@code null} where that is wrong. */
    public PageRequest page(String limit, String cursor) {
        try {
            return PageRequest.of(limit, cursor);
        } catch (ProblemException e) {
            violations.addAll(e.violations());
            return null;
        }
    }

    /** Text of at most {@value #MAX_TEXT} characters, or {@code null} where the parameter is absent, empty or wrong. */
    public String text(String name, String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_TEXT || value.indexOf('\0') >= 0) {
            violations.add(new Violation(name, "must have at most " + MAX_TEXT + " characters, none of them NUL"));
            return null;
        }
        return value;
    }

    /** @throws ProblemException 400 with every parameter that is wrong */
    public void orThrow() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }
}
