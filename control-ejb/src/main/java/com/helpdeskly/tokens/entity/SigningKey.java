package com.helpdeskly.tokens.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The secret that signs access tokens, encrypted. */
@Entity
@Table(name = "signing_keys")
public class SigningKey {
    @Id
    private String id;

    @Column(name = "sealed_key")
    private String sealedKey;

    protected SigningKey() {}

    public String sealedKey() {
        return sealedKey;
    }
}
