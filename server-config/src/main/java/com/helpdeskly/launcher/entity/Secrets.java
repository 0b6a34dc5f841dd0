package com.helpdeskly.launcher.entity;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The random secrets of one data folder, made once and kept in it.
 *
 * @param superuserPassword of PostgreSQL's superuser
 * @param controlPassword of the control database's owner
 * @param provisionerPassword of the role that makes tenants' databases
 * @param masterKeys the keys that tenants' secrets are stored under, {@code id:base64}
 */
public record Secrets(String superuserPassword, String controlPassword, String provisionerPassword, String masterKeys) {
    private static final String FILE = "secrets.properties";
    private static final int MASTER_KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * @param data whose secrets
     * @return those kept there, made first when there are none
     */
    public static Secrets of(DataDirectory data) {
        var file = data.resolve(FILE);
        var kept = new Properties();
        try {
            if (Files.exists(file)) {
                kept.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        int before = kept.size();
        var secrets = new Secrets(
                kept(kept, "postgres.superuser.password", password()),
                kept(kept, "postgres.control.password", password()),
                kept(kept, "postgres.provisioner.password", password()),
                kept(kept, "secrets.keys", "k1:" + Base64.getEncoder().encodeToString(random(MASTER_KEY_BYTES))));
        if (kept.size() != before) {
            data.writePrivately(file, text(kept));
        }
        return secrets;
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }

    private static String kept(Properties kept, String key, String made) {
        var previous = kept.putIfAbsent(key, made);
        return previous == null ? made : previous.toString();
    }

    private static String text(Properties properties) {
        return new TreeMap<>(properties)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
