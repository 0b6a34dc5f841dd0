package com.helpdeskly.audit.entity;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who did what to which tenant and when. Never changed or removed: the database refuses it. */
@Entity
@Table(name = "audit_entries")
public class AuditEntry {
    @Id
    private UUID id;

    private Instant at;
    private String actor;
    private String action;

    @Column(name = "tenant_id")
    private String tenantId;

    @Column(name = "tenant_slug")
    private String tenantSlug;

    private String before;
    private String after;

    @Column(name = "request_id")
    private String requestId;

    private long position;
    private String hash;

    protected AuditEntry() {}

    /**
     * @param actor the operator's e-mail, or {@code system}
     * @param action for example {@code tenant.suspend}
     * @param before the state that the action changed, or {@code null}
     * @param after what it became, or {@code null}
     */
    public AuditEntry(
            String actor,
            String action,
            String tenantId,
            String tenantSlug,
            String before,
            String after,
            String requestId) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.at = Timestamps.now();
        this.actor = actor;
        this.action = action;
        this.tenantId = tenantId;
        this.tenantSlug = tenantSlug;
        this.before = before;
        this.after = after;
        this.requestId = requestId;
    }

    /**
     * Puts it at the end of the chain; done once, before it is stored.
     *
     * @param place its position, one more than the last one's
     * @param previous the hash of the last one
     * @return its hash
     */
    public String seal(long place, String previous) {
        this.position = place;
        this.hash = new AuditLink(position, id, at, actor, action, tenantId, tenantSlug, before, after, requestId)
                .hash(previous);
        return hash;
    }

    public UUID id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String actor() {
        return actor;
    }

    public String action() {
        return action;
    }

    public Optional<String> tenantId() {
        return Optional.ofNullable(tenantId);
    }

    public Optional<String> tenantSlug() {
        return Optional.ofNullable(tenantSlug);
    }

    public Optional<String> before() {
        return Optional.ofNullable(before);
    }

    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
