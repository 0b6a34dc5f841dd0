package com.helpdeskly.baseline.entity;

import java.util.UUID;

/** A user, as the product shows one. */
public record Person(UUID id, String name, String email, String role) {
    // JSON-B asks for it for each object it writes: that of all that is in it costs as much as reading it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
