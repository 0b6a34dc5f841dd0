package com.helpdeskly.tokens.entity;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The secret of a machine token: {@code hdc_} and 64 characters, which are base64url of the token's id (16 bytes) and of
 * 256 random bits.
 *
 * @param id the token's id, as the secret claims
 * @param text the whole secret
 */
public record MachineSecret(UUID id, String text) {
    private static final String PREFIX = "hdc_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{64}");

    /** Whether a bearer token is meant to be a machine's. */
    public static boolean isMeant(String token) {
        return token.startsWith(PREFIX);
    }

    /** @param random 32 random bytes */
    public static MachineSecret of(UUID id, byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("a machine's secret has " + RANDOM_BYTES + " random bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + RANDOM_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(random);
        return new MachineSecret(id, PREFIX + Base64.getUrlEncoder().encodeToString(bytes.array()));
    }

    /** A secret that somebody shows; empty for what cannot be one. */
    public static Optional<MachineSecret> parse(String token) {
        if (!SHAPE.matcher(token).matches()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.substring(PREFIX.length())));
        return Optional.of(new MachineSecret(new UUID(bytes.getLong(), bytes.getLong()), token));
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "machine secret of " + id;
    }
}
