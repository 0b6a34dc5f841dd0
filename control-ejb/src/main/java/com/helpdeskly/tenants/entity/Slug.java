package com.helpdeskly.tenants.entity;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The short name of a tenant in headers and host names: 1 to 50 of {@code a-z}, {@code 0-9} and {@code -}, no dash at
 * either end, none of the reserved names. A slug that exists is valid.
 *
 * @param value the text, lower case
 */
public record Slug(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]+");
    private static final int MAX_LENGTH = 50;
    private static final Set<String> RESERVED =
            Set.of("api", "www", "admin", "app", "control", "console", "health", "metrics", "static", "localhost");

    /** @throws IllegalArgumentException with the rule that the text breaks */
    public Slug {
        violation(value).ifPresent(rule -> {
            throw new IllegalArgumentException(rule);
        });
    }

    /** The rule that a text breaks, or empty where it is a slug. */
    public static Optional<String> violation(String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.of("must have 1 to " + MAX_LENGTH + " characters");
        }
        if (!FORM.matcher(text).matches()) {
            return Optional.of("may only have lower-case letters a-z, digits and dashes");
        }
        if (text.startsWith("-") || text.endsWith("-")) {
            return Optional.of("must not begin or end with a dash");
        }
        return isReserved(text) ? Optional.of("is a reserved name") : Optional.empty();
    }

    /** Whether a host label is kept for the service itself, so that it never names a tenant. */
    public static boolean isReserved(String text) {
        return RESERVED.contains(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
