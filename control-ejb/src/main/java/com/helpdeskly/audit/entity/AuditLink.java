package com.helpdeskly.audit.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the hash of an audit entry covers: SHA-256 of the hash before it and of the entry's canonical text. That is its
 * position, id, time (microseconds since 1970), actor, action, tenant's id and slug, before, after and request id, each
 * as {@code <bytes in UTF-8>:<text>}, or {@code -} where there is none: no two entries have the same text.
 *
 * @param position 1 for the first entry ever, without a gap
 */
public record AuditLink(
        long position,
        UUID id,
        Instant at,
        String actor,
        String action,
        String tenantId,
        String tenantSlug,
        String before,
        String after,
        String requestId) {
    /** What stands for the hash before the first entry. */
    public static final String BEGINNING = "0".repeat(64);

    /** The entry's hash, in hexadecimal. */
    public String hash(String previous) {
        try {
            byte[] text = (previous + canonical()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String canonical() {
        StringBuilder text = new StringBuilder();
        append(text, Long.toString(position));
        append(text, id.toString());
        append(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        append(text, actor);
        append(text, action);
        append(text, tenantId);
        append(text, tenantSlug);
        append(text, before);
        append(text, after);
        append(text, requestId);
        return text.toString();
    }

    private static void append(StringBuilder text, String field) {
        if (field == null) {
            text.append('-');
        } else {
            text.append(field.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(field);
        }
    }
}
