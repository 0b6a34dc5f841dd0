package com.helpdeskly.tokens.entity;

import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What lets a program use the control plane for a time, with no more than it needs. It ends by itself, or before that when
 * it is revoked, which cannot be taken back. Only the hash of its secret is kept.
 */
@Entity
@Table(name = "api_tokens")
public class ApiToken {
    /** What a machine may do. */
    public enum Scope {
        /** What a viewer may. */
        READ,
        /** What an operator may, which includes reading. */
        WRITE;

        /** As clients name it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private String name;
    private String scopes;

    @Column(name = "secret_hash")
    private String secretHash;

    @Column(name = "maker_id")
    private UUID makerId;

    private String maker;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    private boolean revoked;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected ApiToken() {}

    /**
     * @param scopes one at least
     * @param makerId the operator who makes it
     * @param maker that operator's e-mail
     */
    public ApiToken(
            UUID id, String name, Set<Scope> scopes, String secretHash, UUID makerId, String maker, Instant expiresAt) {
        this.id = id;
        this.name = name;
        this.scopes = EnumSet.copyOf(scopes).stream().map(Scope::text).collect(Collectors.joining(" "));
        this.secretHash = secretHash;
        this.makerId = makerId;
        this.maker = maker;
        this.createdAt = Timestamps.now();
        this.expiresAt = expiresAt;
    }

    /** It is worthless from now on. */
    public void revoke() {
        this.revoked = true;
        this.revokedAt = Timestamps.now();
    }

    public boolean isRevoked() {
        return revoked;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** In the order read, write. */
    public Set<Scope> scopes() {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        for (String scope : scopes.split(" ")) {
            all.add(Scope.valueOf(scope.toUpperCase(Locale.ROOT)));
        }
        return all;
    }

    public String secretHash() {
        return secretHash;
    }

    public String maker() {
        return maker;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** To about five minutes. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }
}
