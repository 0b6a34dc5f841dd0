package com.helpdeskly.attachments.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that somebody attached to a ticket, for everybody who sees the ticket or, when it is internal, for the staff
 * alone. It never changes and is gone when it is removed. Its bytes are in {@link AttachmentChunk}s of the same id.
 */
@Entity
@Table(name = "attachments")
public class Attachment extends TenantOwned {
    /** Most characters of a name. */
    public static final int NAME_LENGTH = 255;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "ticket_id", updatable = false)
    private Ticket ticket;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id", updatable = false)
    private User author;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "type", updatable = false)
    private String type;

    @Column(name = "size", updatable = false)
    private long size;

    @Column(name = "internal", updatable = false)
    private boolean internal;

    /** For the persistence provider alone. */
    protected Attachment() {}

    /**
     * @param id what its chunks were written for
     * @param type the media type that its bytes were found to have
     * @param size in bytes
     */
    public Attachment(UUID id, Ticket ticket, User author, String name, String type, long size, boolean internal) {
        super(id, Timestamps.now());
        this.ticket = Objects.requireNonNull(ticket);
        this.author = Objects.requireNonNull(author);
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
        this.size = size;
        this.internal = internal;
    }

    public Ticket ticket() {
        return ticket;
    }

    public User author() {
        return author;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    public boolean isInternal() {
        return internal;
    }
}
