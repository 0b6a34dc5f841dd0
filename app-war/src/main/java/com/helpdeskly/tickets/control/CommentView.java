package com.helpdeskly.tickets.control;

import com.helpdeskly.tickets.entity.Comment;
import java.time.Instant;
import java.util.UUID;

/** A comment as shown to clients. */
public record CommentView(
        UUID id, String body, boolean internal, PersonView author, long version, Instant createdAt, Instant updatedAt) {
    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    static CommentView of(Comment comment) {
        return new CommentView(
                comment.id(),
                comment.body(),
                comment.isInternal(),
                PersonView.of(comment.author()),
                comment.version(),
                comment.createdAt(),
                comment.updatedAt());
    }
}
