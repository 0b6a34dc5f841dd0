package com.helpdeskly.tickets.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Something said on a ticket, either to everybody or, as an internal note, among the staff. It is made by
 * {@link Ticket#comment}, keeps its author, its ticket and its audience for good, may be edited, and is gone when it is
 * removed.
 *
 * <p>It has a place among all comments of its ticket and, unless it is internal, one among those that customers see.
 */
@Entity
@Table(name = "comments")
public class Comment extends TenantOwned {
    /** Most characters of a body. */
    public static final int BODY_LENGTH = 65_536;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "ticket_id", updatable = false)
    private Ticket ticket;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id", updatable = false)
    private User author;

    @Column(name = "position", updatable = false)
    private int position;

    @Column(name = "public_position", updatable = false)
    private Integer publicPosition;

    @Column(name = "internal", updatable = false)
    private boolean internal;

    @Column(name = "body")
    private String body;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider alone. */
    protected Comment() {}

    Comment(Ticket ticket, User author, String body, int position, Integer publicPosition, Instant now) {
        super(now);
        this.ticket = ticket;
        this.author = author;
        this.body = body;
        this.position = position;
        this.publicPosition = publicPosition;
        this.internal = publicPosition == null;
        this.updatedAt = now;
    }

    public Ticket ticket() {
        return ticket;
    }

    public User author() {
        return author;
    }

    public String body() {
        return body;
    }

    public boolean isInternal() {
        return internal;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    boolean edit(String newBody, Instant now) {
        if (body.equals(newBody)) {
            return false;
        }
        body = newBody;
        updatedAt = now;
        return true;
    }
}
