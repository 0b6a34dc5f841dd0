package com.helpdeskly.schema.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * A migration on the class path.
 *
 * @param name of the file, for example {@code V1__users.sql}
 * @param sql its content
 */
record MigrationScript(String name, String sql) {
    private static final String SEPARATOR = "__";

    static MigrationScript read(String name) {
        try (InputStream in = TenantSchema.class.getResourceAsStream("/db/tenant/" + name)) {
            return new MigrationScript(
                    name, new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return name.substring(1, name.indexOf(SEPARATOR));
    }

    int number() {
        return Integer.parseInt(version());
    }

    /** As Flyway derives it from the name. */
    String description() {
        return name.substring(name.indexOf(SEPARATOR) + SEPARATOR.length(), name.lastIndexOf('.'))
                .replace('_', ' ');
    }

    /** As Flyway calculates it: the CRC-32 of the lines without their ends. */
    int checksum() {
        CRC32 crc = new CRC32();
        sql.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    /** Whether PostgreSQL lets it run in a transaction. */
    boolean isTransactional() {
        return !sql.toLowerCase(Locale.ROOT).contains("concurrently");
    }
}
