package com.helpdeskly.events.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;

/**
 * That something happened to a ticket: written in the transaction in which it happened, read by everybody's live updates,
 * and removed when it is old. Events are ordered by their transaction and then by their id; see {@link EventHorizon}.
 *
 * <p>An internal one tells of something that exists for the staff alone.
 */
@Entity
@Table(name = "ticket_events")
public class TicketEvent extends TenantOwned {
    /** Set by the database. */
    @Column(name = "transaction_id", insertable = false, updatable = false)
    private long transaction;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind", updatable = false)
    private EventKind kind;

    @Convert(UuidConverter.NAME)
    @Column(name = "ticket_id", updatable = false)
    private UUID ticketId;

    @Convert(UuidConverter.NAME)
    @Column(name = "ticket_author_id", updatable = false)
    private UUID ticketAuthorId;

    @Convert(UuidConverter.NAME)
    @Column(name = "comment_id", updatable = false)
    private UUID commentId;

    @Convert(UuidConverter.NAME)
    @Column(name = "actor_id", updatable = false)
    private UUID actorId;

    @Column(name = "internal", updatable = false)
    private boolean internal;

    /** For the persistence provider alone. */
    protected TicketEvent() {}

    /**
     * @param ticketAuthorId the customer who may hear of it
     * @param commentId {@code null} when no comment was created
     */
    public TicketEvent(
            EventKind kind, UUID ticketId, UUID ticketAuthorId, UUID commentId, UUID actorId, boolean internal) {
        super(Timestamps.now());
        this.kind = kind;
        this.ticketId = ticketId;
        this.ticketAuthorId = ticketAuthorId;
        this.commentId = commentId;
        this.actorId = actorId;
        this.internal = internal;
    }
}
