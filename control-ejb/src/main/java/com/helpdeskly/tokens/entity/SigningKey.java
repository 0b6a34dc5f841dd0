package com.helpdeskly.tokens.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The secret that signs access tokens, encrypted. */
@Entity
@Table(name = "signing_keys")
public class SigningKey {
    @Id
    private String id;

    @Column(name = "sealed_key")
    private String sealedKey;

    @Column(name = "created_at")
    private Instant createdAt;

    protected SigningKey() {}

    public String id() {
        return id;
    }

    public String sealedKey() {
        return sealedKey;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
