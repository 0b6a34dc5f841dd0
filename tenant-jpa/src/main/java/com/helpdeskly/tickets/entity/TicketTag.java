package com.helpdeskly.tickets.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** One tag of one ticket, by which the ticket is found; what the ticket itself says of its tags is {@link Ticket#tags}. */
@Entity
@Table(name = "ticket_tags")
public class TicketTag extends TenantOwned {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "ticket_id", updatable = false)
    private Ticket ticket;

    @Column(name = "tag", updatable = false)
    private String tag;

    /** For the persistence provider alone. */
    protected TicketTag() {}

    /** A tag that the ticket has got. */
    public TicketTag(Ticket ticket, String tag) {
        super(Timestamps.now());
        this.ticket = ticket;
        this.tag = tag;
    }

    public Ticket ticket() {
        return ticket;
    }

    public String tag() {
        return tag;
    }
}
