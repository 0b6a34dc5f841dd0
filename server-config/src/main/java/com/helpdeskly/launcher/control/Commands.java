package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.LaunchException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How child processes are run: apart from the terminal, and PostgreSQL's never as root. */
final class Commands {
    private static final boolean SETSID = onPath("setsid");
    private static final boolean LINUX_ROOT =
            "root".equals(System.getProperty("user.name")) && Files.isDirectory(Path.of("/proc/self"));

    private Commands() {}

    /**
     * A session of its own keeps the terminal's Ctrl-C from a child, so that we can stop the children in order. Where
     * the system has no setsid, all of them get the signal at once.
     */
    static List<String> detached(List<String> command) {
        return SETSID ? joined(List.of("setsid"), command) : command;
    }

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping it takes itself for nobody. */
    static List<String> unprivileged(List<String> command) {
        return LINUX_ROOT ? joined(List.of("unshare", "-U"), command) : command;
    }

    /**
     * Runs a short command to its end.
     *
     * @return its exit code
     */
    static int run(List<String> command, Path log, Duration limit) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LaunchException("%s took more than %d s, see %s.".formatted(command, limit.toSeconds(), log));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new LaunchException("Cannot run " + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while running " + command + ".", e);
        }
    }

    /** @return the last lines of a log, for a message */
    static String tail(Path log, int lines) {
        try {
            var all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(cannot read " + log + ": " + e.getMessage() + ")";
        }
    }

    private static List<String> joined(List<String> prefix, List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }

    private static boolean onPath(String program) {
        var path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
