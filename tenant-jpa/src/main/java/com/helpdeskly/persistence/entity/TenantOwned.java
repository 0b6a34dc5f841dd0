package com.helpdeskly.persistence.entity;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.Converter;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/**
 * What every row of a tenant's database has: a UUIDv7 made here, a version for optimistic locking, the time it was made
 * and the tenant it belongs to. The tenant is never an attribute: EclipseLink writes it and adds it to every query from
 * the property {@value #TENANT_PROPERTY} of the EntityManagerFactory, so that a client of the wrong tenant finds nothing.
 */
@MappedSuperclass
@Multitenant(MultitenantType.SINGLE_TABLE)
@TenantDiscriminatorColumn(name = "tenant_id", contextProperty = TenantOwned.TENANT_PROPERTY)
@Converter(name = UuidConverter.NAME, converterClass = UuidConverter.class)
public abstract class TenantOwned {
    /** The property of the EntityManagerFactory that holds the tenant's id. */
    public static final String TENANT_PROPERTY = "eclipselink.tenant-id";

    @Id
    @Convert(UuidConverter.NAME)
    @Column(name = "id", updatable = false)
    private UUID id;

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For the persistence provider alone. */
    protected TenantOwned() {}

    /** A new row, made at this moment. */
    protected TenantOwned(Instant createdAt) {
        this(newId(), createdAt);
    }

    /** A new row, whose id was made beforehand by {@link #newId}. */
    protected TenantOwned(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    /** A new id: a UUIDv7, greater than those that this node made before. */
    public static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    public UUID id() {
        return id;
    }

    /** Grows with every change that is written; 0 before the first. */
    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
