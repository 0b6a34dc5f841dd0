package com.helpdeskly.baseline.entity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A ticket, as the product shows one.
 *
 * @param assignedTo null when nobody has it
 * @param comments filled while the comments are read
 */
public record Ticket(
        UUID id,
        long number,
        String title,
        String description,
        String status,
        String priority,
        Person author,
        Person assignedTo,
        Team team,
        List<String> tags,
        UUID mergedInto,
        List<Comment> comments,
        int commentCount,
        int attachmentCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    // JSON-B asks for it for each object it writes: that of all that is in it costs as much as reading it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
