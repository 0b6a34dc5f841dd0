package com.helpdeskly.tickets.entity;

import java.util.Optional;

/**
 * That one field of a ticket has become another.
 *
 * @param field its name in the API
 * @param from what it was, empty for nothing; a person, a team, a comment or a ticket is its id
 * @param to what it is
 */
public record FieldChange(String field, Optional<String> from, Optional<String> to) {
    /** Most characters of a text that are kept of it. */
    public static final int TEXT_LENGTH = 200;

    /** From one text to another, of which no more than their beginnings are kept. */
    public static FieldChange ofText(String field, String from, String to) {
        return new FieldChange(field, Optional.of(cut(from)), Optional.of(cut(to)));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH - 1)) + "…";
    }
}
