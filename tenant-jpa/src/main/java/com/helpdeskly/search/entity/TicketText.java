package com.helpdeskly.search.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/**
 * The words by which a ticket is found, beside the ticket, so that its own row stays narrow. It has no life of its own:
 * it is written together with what it says, never loaded, and named in conditions alone.
 */
@Entity
@Multitenant(MultitenantType.SINGLE_TABLE)
@TenantDiscriminatorColumn(name = "tenant_id", contextProperty = TenantOwned.TENANT_PROPERTY)
@Table(name = "ticket_texts")
public class TicketText {
    @Id
    @Convert(UuidConverter.NAME)
    @Column(name = "ticket_id", updatable = false)
    private UUID ticketId;

    /** Those of the title (weight A) and of the description (B). */
    @Column(name = "own_words")
    private String ownWords;

    /** Those of the comments that customers see. */
    @Column(name = "public_words")
    private String publicWords;

    /** Those of the internal notes. */
    @Column(name = "internal_words")
    private String internalWords;

    /** For the persistence provider alone. */
    protected TicketText() {}
}
