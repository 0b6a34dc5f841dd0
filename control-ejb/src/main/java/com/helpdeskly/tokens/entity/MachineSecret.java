package com.helpdeskly.tokens.entity;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The secret of a program: {@code hdc_} on the control plane, {@code hd_} on the app plane, and 64 characters, which are
 * base64url of an id (16 bytes) by which it is found and of 256 random bits.
 *
 * @param id of the token or key, as the secret claims
 * @param text the whole secret
 */
public record MachineSecret(UUID id, String text) {
    private static final int RANDOM_BYTES = 32;
    private static final String SHAPE = "[A-Za-z0-9_-]{64}";

    /** Whether a bearer token is meant to be a machine's. */
    public static boolean isMeant(Plane plane, String token) {
        return token.startsWith(prefix(plane));
    }

    /** @param random 32 random bytes */
    public static MachineSecret of(Plane plane, UUID id, byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("a machine's secret has " + RANDOM_BYTES + " random bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + RANDOM_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(random);
        return new MachineSecret(id, prefix(plane) + Base64.getUrlEncoder().encodeToString(bytes.array()));
    }

    /** A secret that somebody shows; empty for what cannot be one. */
    public static Optional<MachineSecret> parse(Plane plane, String token) {
        String prefix = prefix(plane);
        if (!token.startsWith(prefix) || !token.substring(prefix.length()).matches(SHAPE)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.substring(prefix.length())));
        return Optional.of(new MachineSecret(new UUID(bytes.getLong(), bytes.getLong()), token));
    }

    private static String prefix(Plane plane) {
        return switch (plane) {
            case APP -> "hd_";
            case CONTROL -> "hdc_";
        };
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "machine secret of " + id;
    }
}
