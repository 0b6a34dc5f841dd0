package com.helpdeskly.launcher.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndKept() {
        var data = new DataDirectory(folder);

        assertThat(Secrets.of(data)).isEqualTo(Secrets.of(data));
    }

    @Test
    void masterKeyHas256Bits() {
        var key = Secrets.of(new DataDirectory(folder)).masterKeys();

        assertThat(key).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(key.substring(3))).hasSize(32);
    }

    @Test
    void onlyTheOwnerReadsThem() throws IOException {
        Secrets.of(new DataDirectory(folder));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void areNotSpelledOutInLogs() {
        var secrets = Secrets.of(new DataDirectory(folder));

        assertThat(secrets.toString()).doesNotContain(secrets.superuserPassword());
    }
}
