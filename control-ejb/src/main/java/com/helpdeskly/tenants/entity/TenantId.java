package com.helpdeskly.tenants.entity;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a tenant for ever, also after a rename.
 *
 * @param value a UUIDv7
 */
public record TenantId(UUID value) {
    public TenantId {
        Objects.requireNonNull(value);
    }

    /** A new id, later than all before it. */
    public static TenantId next() {
        return new TenantId(UuidCreator.getTimeOrderedEpoch());
    }

    /** The id that a text spells, or empty where it is none. */
    public static Optional<TenantId> parse(String text) {
        try {
            return text.length() == 36 ? Optional.of(new TenantId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
