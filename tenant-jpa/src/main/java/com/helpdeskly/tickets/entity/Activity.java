package com.helpdeskly.tickets.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * What one {@link Audience} sees of the life of a ticket. There is one for each audience, since a count, a position or a
 * time shared by both would tell customers of internal notes.
 */
@Embeddable
public class Activity {
    @Column(name = "comment_count")
    private int commentCount;

    @Column(name = "last_position")
    private int lastPosition;

    @Column(name = "attachment_count")
    private int attachmentCount;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider alone. */
    protected Activity() {}

    Activity(Instant createdAt) {
        this.updatedAt = createdAt;
    }

    /** How many comments there are now. */
    public int commentCount() {
        return commentCount;
    }

    /** How many attachments there are now. */
    public int attachmentCount() {
        return attachmentCount;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Counts a new comment and gives its position: 1 for the first, never used again, also not after a deletion. */
    int add(Instant now) {
        commentCount++;
        updatedAt = now;
        return ++lastPosition;
    }

    void remove(Instant now) {
        commentCount--;
        updatedAt = now;
    }

    void countAttachments(int difference, Instant now) {
        attachmentCount += difference;
        updatedAt = now;
    }

    void touch(Instant now) {
        updatedAt = now;
    }
}
