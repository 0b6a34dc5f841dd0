package com.helpdeskly.operators.entity;

import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * The one link by which an operator may set a password without knowing one. It is good once and for a time; a new one
 * takes the place of the one before. Only the hash of its token is kept.
 */
@Entity
@Table(name = "operator_invitations")
public class Invitation {
    @Id
    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private Instant usedAt;

    protected Invitation() {}

    public Invitation(UUID operatorId, String tokenHash, Instant expiresAt) {
        this.operatorId = operatorId;
        renew(tokenHash, expiresAt);
    }

    /** Another link takes the place of this one. */
    public final void renew(String newTokenHash, Instant newEnd) {
        this.tokenHash = newTokenHash;
        this.createdAt = Timestamps.now();
        this.expiresAt = newEnd;
        this.usedAt = null;
    }

    /** Whether it can still be used. */
    public boolean isOpen(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    /** It is used up. */
    public void use() {
        this.usedAt = Timestamps.now();
    }

    public UUID operatorId() {
        return operatorId;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
