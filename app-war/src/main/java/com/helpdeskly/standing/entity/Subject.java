package com.helpdeskly.standing.entity;

import java.util.UUID;

/** A user or a key of a tenant, by ids. */
public record Subject(UUID tenant, UUID id) {
    private static final int UUID_LENGTH = 36;

    /** As nodes name it to each other. */
    public String text() {
        return tenant + "/" + id;
    }

    /** What {@link #text} made. */
    public static Subject of(String text) {
        return new Subject(
                UUID.fromString(text.substring(0, UUID_LENGTH)), UUID.fromString(text.substring(UUID_LENGTH + 1)));
    }
}
