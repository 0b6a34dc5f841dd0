package com.helpdeskly.signin.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of a secret of 256 random bits: SHA-256 is enough for what nobody can guess. */
public final class SecretHash {
    private SecretHash() {}

    /** The hash, in hexadecimal. */
    public static String of(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a secret is the one behind a hash; how long that takes tells nothing of the hash. */
    public static boolean matches(String secret, String hash) {
        return MessageDigest.isEqual(
                of(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
