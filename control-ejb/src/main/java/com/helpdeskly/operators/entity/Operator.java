package com.helpdeskly.operators.entity;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * A person who runs the service.
 *
 * <p>Somebody with a password who is active can sign in; one who was invited gets a password by a link that is good once.
 * Every access token names the generation it was issued in: a new password, signing out everywhere and being switched off
 * begin another one, and with it all tokens from before are worthless, also after being switched on again.
 */
@Entity
@Table(name = "operators")
public class Operator {
    @Id
    private UUID id;

    private String email;
    private String name;

    @Enumerated(EnumType.STRING)
    private OperatorRole role;

    @Column(name = "password_hash")
    private String passwordHash;

    private boolean active;

    @Column(name = "token_generation")
    private long tokenGeneration;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Operator() {}

    /**
     * @param email lower case
     * @param passwordHash an encoded Argon2id hash, or {@code null} for somebody who is invited
     */
    public Operator(String email, String name, OperatorRole role, String passwordHash) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.email = email;
        this.name = name;
        this.role = role;
        this.passwordHash = passwordHash;
        this.active = true;
        this.createdAt = Timestamps.now();
        this.updatedAt = createdAt;
    }

    public void rename(String newName) {
        this.name = newName;
        touch();
    }

    /** Lets the operator do more or less from now on, with live tokens too. */
    public void changeRole(OperatorRole newRole) {
        this.role = newRole;
        touch();
    }

    public void activate() {
        this.active = true;
        touch();
    }

    /** Keeps the operator out from now on. */
    public void deactivate() {
        this.active = false;
        signOutEverywhere();
    }

    /** Sets another password and signs the operator out everywhere. @param hash an encoded Argon2id hash */
    public void setPassword(String hash) {
        this.passwordHash = hash;
        signOutEverywhere();
    }

    /** No access token that was issued before is good any more. */
    public void signOutEverywhere() {
        this.tokenGeneration++;
        touch();
    }

    private void touch() {
        this.updatedAt = Timestamps.now();
    }

    /** Whether this is an owner who can sign in, of whom there must be one at least. */
    public boolean actsAsOwner() {
        return role == OperatorRole.OWNER && active && passwordHash != null;
    }

    public UUID id() {
        return id;
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    public OperatorRole role() {
        return role;
    }

    /** {@code null} for somebody who was invited and has not answered yet. */
    public String passwordHash() {
        return passwordHash;
    }

    public boolean isActive() {
        return active;
    }

    /** Counts how often all tokens of the operator were made worthless. */
    public long tokenGeneration() {
        return tokenGeneration;
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
