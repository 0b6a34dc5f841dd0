package com.helpdeskly.apikeys.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;

/**
 * What lets a program work as a user for a time, with no more than its scopes and never more than that user's role. It ends
 * by itself, or before that when its row is gone: revoked by its user, or with the user's role, activity or password.
 * Only the hash of its secret is kept.
 */
@Entity
@Multitenant(MultitenantType.SINGLE_TABLE)
@Table(name = "api_keys")
public class ApiKey extends TenantOwned {
    /** Most characters of a name. */
    public static final int NAME_LENGTH = 100;

    @Convert(UuidConverter.NAME)
    @Column(name = "user_id", updatable = false)
    private UUID userId;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private String prefix;

    @Column(name = "secret_hash")
    private String secretHash;

    @Column(updatable = false)
    private String scopes;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    /** For the persistence provider alone. */
    protected ApiKey() {}

    /**
     * A key whose secret is not known yet: it names the key's id.
     *
     * @param userId who makes it, and for whom it works
     */
    public ApiKey(UUID userId, String name, Set<Scope> scopes, Instant expiresAt) {
        super(Timestamps.now());
        this.userId = userId;
        this.name = name;
        this.scopes = Scope.join(scopes);
        this.expiresAt = expiresAt;
    }

    /** Gives it its secret. @param shown its beginning, by which people know it again */
    public void keep(String hash, String shown) {
        this.secretHash = hash;
        this.prefix = shown;
    }

    public UUID userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    public String prefix() {
        return prefix;
    }

    /** As clients name them, in their order. */
    public List<String> scopes() {
        return Scope.split(scopes).stream().map(Scope::text).toList();
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** To about five minutes; empty as long as nobody has used it. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }
}
