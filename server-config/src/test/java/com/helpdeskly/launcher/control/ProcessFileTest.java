package com.helpdeskly.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.entity.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFileTest {
    @TempDir
    Path folder;

    @Test
    void findsAProcessWhoseCommandLineNamesTheFolder() throws IOException {
        var process = sleeping(folder.resolve("x").toString());
        var file = file();
        file.write(process.pid());

        assertThat(file.find()).map(ProcessHandle::pid).contains(process.pid());
        ProcessFile.kill(process.toHandle());
        assertThat(file.find()).isEmpty();
    }

    @Test
    void neverTakesAStrangersProcessForOurs() throws IOException {
        var process = sleeping("elsewhere");
        var file = file();
        file.write(process.pid());

        assertThat(file.find()).isEmpty();
        ProcessFile.kill(process.toHandle());
    }

    @Test
    void brokenOrMissingFileNamesNobody() throws IOException {
        assertThat(file().find()).isEmpty();
        Files.writeString(folder.resolve("some.pid"), "no number\n");
        assertThat(file().find()).isEmpty();
    }

    @Test
    void endsAProcessThatIgnoresTheFirstRequest() throws IOException {
        var process = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();

        ProcessFile.end(process.toHandle(), Duration.ofMillis(200));

        assertThat(ProcessFile.alive(process.toHandle())).isFalse();
    }

    private ProcessFile file() {
        return new ProcessFile(new DataDirectory(folder), "some.pid");
    }

    private static Process sleeping(String argument) throws IOException {
        return new ProcessBuilder("sh", "-c", "sleep 60; :", argument).start();
    }
}
