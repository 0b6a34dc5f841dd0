package com.helpdeskly.baseline.entity;

import java.time.Instant;
import java.util.UUID;

/** A comment, as the product shows one. */
public record Comment(
        UUID id, String body, boolean internal, Person author, long version, Instant createdAt, Instant updatedAt) {
    // JSON-B asks for it for each object it writes: that of all that is in it costs as much as reading it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
