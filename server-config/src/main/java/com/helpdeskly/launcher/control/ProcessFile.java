package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Remembers the process id of a child, so that a later launcher finds what an earlier one left running. A process counts
 * as ours only when its command line names our data folder: ids are used again by the system, for anybody's processes.
 */
final class ProcessFile {
    private static final Duration POLL = Duration.ofMillis(20);

    private final DataDirectory data;
    private final Path file;

    ProcessFile(DataDirectory data, String name) {
        this.data = data;
        this.file = data.resolve(name);
    }

    void write(long pid) {
        data.writePrivately(file, pid + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    /** @return the process that the file names, if it lives and is ours */
    Optional<ProcessHandle> find() {
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            return firstNumber(Files.readString(file)).flatMap(pid -> ours(pid, data.root()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Asks a process to end, waits, and ends it the hard way when it does not.
     *
     * @param process which
     * @param patience how long it may take by itself
     */
    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!awaitEnd(process, patience)) {
            kill(process);
        }
    }

    /** Ends a process without giving it a chance to tidy up, and waits until it is gone. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        awaitEnd(process, Duration.ofSeconds(10));
    }

    /** @return whether the process ended in time */
    static boolean awaitEnd(ProcessHandle process, Duration patience) {
        var deadline = Instant.now().plus(patience);
        while (alive(process)) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    /**
     * A dead process whose parent has not asked for its exit code yet still has an entry, which Java takes for life. It is
     * dead only when its last thread is: until then its ports and files are open.
     */
    static boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        var entry = Path.of("/proc", String.valueOf(process.pid()));
        if (!Files.isDirectory(entry)) {
            return process.isAlive();
        }
        try (var threads = Files.list(entry.resolve("task"))) {
            var status = Files.readString(entry.resolve("stat"));
            var state = status.charAt(status.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X' || threads.count() > 1;
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return process.isAlive();
        }
    }

    static Optional<ProcessHandle> ours(long pid, Path data) {
        return ProcessHandle.of(pid)
                .filter(ProcessFile::alive)
                .filter(process -> names(process.info(), data.toString()));
    }

    static Optional<Long> firstNumber(String text) {
        return text.lines()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,10}"))
                .map(Long::valueOf);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a process", e);
        }
    }

    private static boolean names(ProcessHandle.Info info, String folder) {
        return info.command().filter(command -> command.contains(folder)).isPresent()
                || Arrays.stream(info.arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.contains(folder));
    }
}
