package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.DataDirectory;
import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An Open Liberty with the product deployed, its configuration in the stack's own folder. */
public final class LibertyServer {
    private static final String NAME = "helpdeskly";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    /** A server that is still starting does not listen to a request to stop, and has nothing to finish. */
    private static final Duration STOP_LIMIT_WHILE_STARTING = Duration.ofSeconds(3);

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int HTTP_TIMEOUT_MILLIS = 2_000;
    /** The application could not be started, or a port could not be opened: it will never be ready. */
    private static final Pattern HOPELESS = Pattern.compile(".* E (CWWKZ0002E|CWWKZ0004E|CWWKO0221E|CWWKF0042E).*");
    /** Of the caller's environment these would send our server's files to somebody else's folder. */
    private static final List<String> FOREIGN =
            List.of("WLP_OUTPUT_DIR", "LOG_DIR", "LOG_FILE", "PID_DIR", "PID_FILE", "VARIABLE_SOURCE_DIRS", "JVM_ARGS");

    private final DataDirectory data;
    private final LibertyFiles files;
    private final Ports ports;
    private final Map<String, String> environment;
    private final List<String> jvmOptions;
    private final ProcessFile processFile;
    private Process process;
    private volatile boolean wasReady;

    /**
     * @param data the stack's folder
     * @param files what is deployed, from where
     * @param ports where both planes listen
     * @param environment the product's configuration
     * @param jvmOptions added to those of the configuration
     */
    public LibertyServer(
            DataDirectory data,
            LibertyFiles files,
            Ports ports,
            Map<String, String> environment,
            List<String> jvmOptions) {
        this.data = data;
        this.files = files;
        this.ports = ports;
        this.environment = Map.copyOf(environment);
        this.jvmOptions = List.copyOf(jvmOptions);
        this.processFile = new ProcessFile(data, "liberty/liberty.pid");
    }

    /** @return the base of the app plane, without a trailing slash */
    public URI appUrl() {
        return URI.create("http://localhost:" + ports.app().number());
    }

    /** @return the base of the control plane's port, without a trailing slash */
    public URI controlUrl() {
        return URI.create("http://localhost:" + ports.control().number());
    }

    /** @return the log file */
    public Path log() {
        return data.resolve("liberty/console.log");
    }

    /** @return completes when the server ends, for whatever reason */
    public synchronized CompletableFuture<Process> exit() {
        return running().onExit();
    }

    /** @return its process id */
    public synchronized long pid() {
        return running().pid();
    }

    /** Stops a server that an earlier launcher left running. */
    public synchronized void stopStray() {
        processFile.find().ifPresent(stray -> ProcessFile.end(stray, STOP_LIMIT));
        processFile.delete();
    }

    /** Deploys what changed; a server that runs does not notice before its next start. */
    public synchronized void deploy() {
        var server = folder();
        boolean changed = Folders.copyIfChanged(files.ear(), server.resolve("apps/helpdeskly.ear"));
        if (changed) {
            // Liberty tells archives inside an EAR apart by their date alone, which is the same in every build of ours:
            // it would go on with the classes it unpacked before.
            Folders.delete(server.resolve("workarea"));
        }
        Folders.copyIfChanged(files.configuration().resolve("server.xml"), server.resolve("server.xml"));
        Folders.copyIfChanged(files.driver(), server.resolve("jdbc/postgresql.jar"));
        try {
            var options =
                    new ArrayList<>(Files.readAllLines(files.configuration().resolve("jvm.options")));
            options.addAll(jvmOptions);
            options.add("-Dhelpdeskly.data=" + data.root());
            Files.write(server.resolve("jvm.options"), options);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into " + server, e);
        }
        data.writePrivately(server.resolve("server.env"), serverEnv());
    }

    /** Starts the process and returns at once; see {@link #awaitReady()}. */
    public synchronized void start() {
        ports.app().requireFree();
        ports.control().requireFree();
        var windows = System.getProperty("os.name").startsWith("Windows");
        var script = files.installation().resolve("bin").resolve(windows ? "server.bat" : "server");
        var builder = new ProcessBuilder(Commands.detached(List.of(script.toString(), "run", NAME)))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Folders.nothing()))
                .redirectOutput(log().toFile());
        FOREIGN.forEach(builder.environment()::remove);
        builder.environment().put("WLP_USER_DIR", data.resolve("liberty").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            wasReady = false;
            process = builder.start();
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot start Open Liberty from " + files.installation() + ": " + e.getMessage(), e);
        }
        processFile.write(process.pid());
    }

    /** Waits until the server reports itself ready, two minutes at most; see {@link #awaitReady(Duration)}. */
    public void awaitReady() {
        awaitReady(READY_LIMIT);
    }

    /**
     * Waits until the server reports itself ready.
     *
     * @param limit how long at most
     * @throws LaunchException when it ends, cannot start the application or is not ready in time
     */
    public void awaitReady(Duration limit) {
        var awaited = awaited();
        var deadline = Instant.now().plus(limit);
        while (!ready()) {
            if (!awaited.isAlive()) {
                throw new LaunchException(
                        "Open Liberty ended while starting; %s says:%n%s".formatted(log(), Commands.tail(log(), 12)));
            }
            hopeless().ifPresent(line -> {
                throw new LaunchException(
                        "Open Liberty cannot start the application; see %s:%n%s".formatted(log(), line));
            });
            if (Instant.now().isAfter(deadline)) {
                throw new LaunchException("Open Liberty was not ready after %d s; %s says:%n%s"
                        .formatted(limit.toSeconds(), log(), Commands.tail(log(), 12)));
            }
            ProcessFile.pause(POLL);
        }
        wasReady = true;
    }

    /** Stops it in order: no new requests, those in progress are finished. */
    public synchronized void stop() {
        if (process != null) {
            ProcessFile.end(process.toHandle(), wasReady ? STOP_LIMIT : STOP_LIMIT_WHILE_STARTING);
            processFile.delete();
        }
        process = null;
    }

    /** Kills it with SIGKILL. */
    public synchronized void killHard() {
        ProcessFile.kill(running().toHandle());
        process = null;
    }

    /** Stops and starts it, and returns when it is ready. */
    public void restart() {
        stop();
        start();
        awaitReady();
    }

    private synchronized Process awaited() {
        return running();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Open Liberty is not running");
        }
        return process;
    }

    private Path folder() {
        return data.resolve("liberty/servers/" + NAME);
    }

    private String serverEnv() {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private boolean ready() {
        try {
            var connection = (HttpURLConnection)
                    controlUrl().resolve("/health/ready").toURL().openConnection();
            connection.setConnectTimeout(HTTP_TIMEOUT_MILLIS);
            connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Optional<String> hopeless() {
        try (var lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> HOPELESS.matcher(line).matches()).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log(), e);
        }
    }
}
