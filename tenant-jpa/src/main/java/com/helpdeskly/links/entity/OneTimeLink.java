package com.helpdeskly.links.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;

/**
 * The one link of its purpose by which a user may set a password without knowing one. It is good once and for a time; a
 * new one takes the place of the one before. Only the hash of its token is kept.
 */
@Entity
@Multitenant(MultitenantType.SINGLE_TABLE)
@Table(name = "one_time_links")
public class OneTimeLink extends TenantOwned {
    @Convert(UuidConverter.NAME)
    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Purpose purpose;

    @Column(name = "token_hash", updatable = false)
    private String tokenHash;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "used_at")
    private Instant usedAt;

    /** For the persistence provider alone. */
    protected OneTimeLink() {}

    public OneTimeLink(UUID userId, Purpose purpose, String tokenHash, Instant expiresAt) {
        super(Timestamps.now());
        this.userId = userId;
        this.purpose = purpose;
        this.tokenHash = tokenHash;
        this.expiresAt = expiresAt;
    }

    /** Whether it can still be used. */
    public boolean isOpen(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    /** Whether somebody has used it. */
    public boolean isUsed() {
        return usedAt != null;
    }

    /** It is used up. */
    public void use() {
        this.usedAt = Timestamps.now();
    }

    public UUID userId() {
        return userId;
    }

    public Purpose purpose() {
        return purpose;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
