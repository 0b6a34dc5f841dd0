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

/** A person who runs the service. */
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

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Operator() {}

    /**
     * @param email lower case
     * @param passwordHash an encoded Argon2id hash
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

    public String passwordHash() {
        return passwordHash;
    }

    public boolean isActive() {
        return active;
    }
}
