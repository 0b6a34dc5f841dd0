package com.helpdeskly.tenants.entity;

import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer company, and where its database is.
 *
 * <p>Its life: it is registered in {@code PROVISIONING}, and only the provisioning job moves it on, to {@code ACTIVE}
 * when its database, schema, role and owner exist and were checked, or to {@code FAILED} when what was made has been
 * undone. An operator switches an active tenant off and on again, or sends a failed one back to provisioning. Any but one
 * that is being provisioned can be given up: it is {@code DELETING} for a time of grace, in which it can be restored to
 * what it was, and after which a job removes its database and then the tenant itself. Maintenance keeps its people out
 * and stands beside the state. It never changes its id, slug, database or role, and its sealed password never leaves the
 * control plane and the nodes. When its role gets another password, that is kept beside the old one until it is in force.
 */
@Entity
@Table(name = "tenants")
public class Tenant {
    /** More than any node has. */
    public static final int MOST_CONNECTIONS = 10_000;

    @Id
    private UUID id;

    private String slug;
    private String name;

    @Enumerated(EnumType.STRING)
    private TenantStatus status;

    @Column(name = "status_reason")
    private String statusReason;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "server_id")
    private DatabaseServer server;

    @Column(name = "database_name")
    private String databaseName;

    @Column(name = "role_name")
    private String roleName;

    @Column(name = "sealed_password")
    private String sealedPassword;

    @Column(name = "next_sealed_password")
    private String nextSealedPassword;

    @Column(name = "schema_version")
    private String schemaVersion;

    private boolean maintenance;

    @Column(name = "maintenance_reason")
    private String maintenanceReason;

    @Enumerated(EnumType.STRING)
    @Column(name = "status_before")
    private TenantStatus statusBefore;

    @Column(name = "delete_after")
    private Instant deleteAfter;

    @Column(name = "schema_error")
    private String schemaError;

    @Column(name = "connection_limit")
    private Integer connectionLimit;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Tenant() {}

    /**
     * Registers a tenant that still has to be provisioned.
     *
     * @param sealedPassword the password of its login role, encrypted
     */
    public Tenant(TenantId id, Slug slug, String name, DatabaseServer server, String sealedPassword) {
        this.id = id.value();
        this.slug = slug.value();
        this.name = name;
        this.server = server;
        this.sealedPassword = sealedPassword;
        this.databaseName = "tenant_" + this.id.toString().replace("-", "");
        this.roleName = databaseName;
        this.status = TenantStatus.PROVISIONING;
        this.createdAt = Timestamps.now();
        this.updatedAt = createdAt;
    }

    /** Another name for people; the slug stays. */
    public void rename(String newName) {
        this.name = newName;
        touch();
    }

    /** Bounds the connections that each node may have to its database, or leaves that to the nodes' own limit. */
    public void limitConnections(Optional<Integer> connections) {
        if (connections.filter(limit -> limit < 1 || limit > MOST_CONNECTIONS).isPresent()) {
            throw new IllegalArgumentException("connections must be 1 to " + MOST_CONNECTIONS);
        }
        this.connectionLimit = connections.orElse(null);
        touch();
    }

    /** Its database exists and was checked: it is served from now on. */
    public void provisioned(String atSchemaVersion) {
        this.schemaVersion = atSchemaVersion;
        become(TenantStatus.ACTIVE, null);
    }

    /** @param reason for operators, readable and without internals */
    public void provisioningFailed(String reason) {
        become(TenantStatus.FAILED, reason);
    }

    /** Its failed provisioning runs again. */
    public void provisionAgain() {
        become(TenantStatus.PROVISIONING, null);
    }

    /** Switches it on again; a new or failed tenant becomes active by provisioning alone. */
    public void activate() {
        if (status == TenantStatus.PROVISIONING) {
            throw new TransitionRefused(status, TenantStatus.ACTIVE);
        }
        become(TenantStatus.ACTIVE, null);
    }

    /** Switches it off; its people get 403. */
    public void deactivate() {
        become(TenantStatus.INACTIVE, null);
    }

    /** Switches it off for a reason that operators see. */
    public void suspend(String reason) {
        become(TenantStatus.SUSPENDED, reason);
    }

    /** Keeps its people out for a while, whatever its state is. @param reason for operators */
    public void enterMaintenance(String reason) {
        if (status == TenantStatus.PROVISIONING || status == TenantStatus.DELETING) {
            throw TransitionRefused.noMaintenance(status);
        }
        this.maintenance = true;
        this.maintenanceReason = reason;
        touch();
    }

    /** Lets its people in again, if its state does. */
    public void leaveMaintenance() {
        this.maintenance = false;
        this.maintenanceReason = null;
        touch();
    }

    /** Gives it up. @param due when the time of grace is over and its database is removed */
    public void delete(Instant due) {
        TenantStatus before = status;
        become(TenantStatus.DELETING, statusReason);
        this.statusBefore = before;
        this.deleteAfter = due;
    }

    /** Takes its deletion back: it is what it was. */
    public void restore() {
        if (status != TenantStatus.DELETING) {
            throw TransitionRefused.notDeleting(status);
        }
        this.status = statusBefore;
        this.statusBefore = null;
        this.deleteAfter = null;
        touch();
    }

    /** Its removal was given up for now. @param reason for operators, readable and without internals */
    public void removalFailed(String reason) {
        this.statusReason = reason;
        touch();
    }

    /** Its database has this schema version now. */
    public void migrated(String toSchemaVersion) {
        this.schemaVersion = toSchemaVersion;
        this.schemaError = null;
        touch();
    }

    /** Its database could not be brought to a schema version: it is not served until that is mended. */
    public void migrationFailed(String reason) {
        this.schemaError = reason;
        touch();
    }

    /** Makes sure that it has a login role, whose password can be changed. */
    public void requireRole() {
        if (!hasRole()) {
            throw TransitionRefused.noRole(status);
        }
    }

    /** Whether its login role is made and stays. */
    public boolean hasRole() {
        return status == TenantStatus.ACTIVE || status == TenantStatus.INACTIVE || status == TenantStatus.SUSPENDED;
    }

    /** Keeps the next password of its role beside the one in force; one that is on its way already stays the next one. */
    public void preparePassword(String sealedNext) {
        if (nextSealedPassword == null) {
            this.nextSealedPassword = sealedNext;
            touch();
        }
    }

    /** The next password of its role is in force, and the one before is forgotten. */
    public void passwordChanged() {
        if (nextSealedPassword != null) {
            this.sealedPassword = nextSealedPassword;
            this.nextSealedPassword = null;
            touch();
        }
    }

    private void become(TenantStatus next, String reason) {
        if (!status.next().contains(next)) {
            throw new TransitionRefused(status, next);
        }
        this.status = next;
        this.statusReason = reason;
        touch();
    }

    private void touch() {
        this.updatedAt = Timestamps.now();
    }

    public TenantId id() {
        return new TenantId(id);
    }

    public Slug slug() {
        return new Slug(slug);
    }

    public String name() {
        return name;
    }

    public TenantStatus status() {
        return status;
    }

    public Optional<String> statusReason() {
        return Optional.ofNullable(statusReason);
    }

    public boolean inMaintenance() {
        return maintenance;
    }

    public Optional<String> maintenanceReason() {
        return Optional.ofNullable(maintenanceReason);
    }

    /** When its time of grace is over; empty unless it is {@code DELETING}. */
    public Optional<Instant> deleteAfter() {
        return Optional.ofNullable(deleteAfter);
    }

    public DatabaseServer server() {
        return server;
    }

    public String databaseName() {
        return databaseName;
    }

    public String roleName() {
        return roleName;
    }

    public String sealedPassword() {
        return sealedPassword;
    }

    /** The password that its role is about to get, or may have by now; empty unless it is being changed. */
    public Optional<String> nextSealedPassword() {
        return Optional.ofNullable(nextSealedPassword);
    }

    /** The version of its database's schema; empty before it was provisioned. */
    public Optional<String> schemaVersion() {
        return Optional.ofNullable(schemaVersion);
    }

    /** Why its database could not be migrated; empty when it is as it should be. */
    public Optional<String> schemaError() {
        return Optional.ofNullable(schemaError);
    }

    /** The connections that each node may have to its database; empty for the nodes' own limit. */
    public Optional<Integer> connectionLimit() {
        return Optional.ofNullable(connectionLimit);
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
