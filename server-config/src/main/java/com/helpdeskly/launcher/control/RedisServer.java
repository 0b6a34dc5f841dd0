package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.DataDirectory;
import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import redis.embedded.core.ExecutableProvider;

/** An embedded Redis that keeps nothing: the product treats what is in it as a bell, not as the truth. */
public final class RedisServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final String HOST = "127.0.0.1";

    private final DataDirectory data;
    private final Port port;
    private final ProcessFile processFile;
    private Process process;

    /**
     * @param data the stack's folder
     * @param port where to listen
     */
    public RedisServer(DataDirectory data, Port port) {
        this.data = data;
        this.port = port;
        this.processFile = new ProcessFile(data, "redis/redis.pid");
    }

    /** @return the address it listens on */
    public String host() {
        return HOST;
    }

    /** @return the TCP port it listens on */
    public int port() {
        return port.number();
    }

    /** @return its address as clients take it */
    public String url() {
        return "redis://%s:%d".formatted(HOST, port());
    }

    /** @return the log file */
    public Path log() {
        return data.resolve("redis/server.log");
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

    /** Starts it and returns when it answers. */
    public synchronized void start() {
        port.requireFree();
        try {
            var folder = data.resolve("redis");
            Files.createDirectories(folder);
            process = new ProcessBuilder(Commands.detached(command(folder)))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Folders.nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            processFile.write(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Redis", e);
        }
        awaitAnswer();
    }

    /** Stops it. */
    public synchronized void stop() {
        if (process != null) {
            ProcessFile.end(process.toHandle(), STOP_LIMIT);
            processFile.delete();
        }
        process = null;
    }

    /** Kills it with SIGKILL. */
    public synchronized void killHard() {
        ProcessFile.kill(running().toHandle());
        process = null;
    }

    /** Stops and starts it; what was in it is gone. */
    public synchronized void restart() {
        stop();
        start();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Redis is not running");
        }
        return process;
    }

    private List<String> command(Path folder) throws IOException {
        return List.of(
                program(folder).toString(),
                "--port",
                String.valueOf(port()),
                "--bind",
                HOST,
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "256mb");
    }

    /** In our folder, so that its command line names it: Redis overwrites its arguments, but not its program. */
    private static Path program(Path folder) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        var program = folder.resolve(windows ? "redis-server.exe" : "redis-server");
        if (Files.notExists(program)) {
            var draft = Files.createTempDirectory(folder, "program");
            var unpacked =
                    ExecutableProvider.newJarResourceProvider(draft.toFile()).get();
            Files.move(unpacked.toPath(), program, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(draft);
        }
        return program;
    }

    private void awaitAnswer() {
        var deadline = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new LaunchException(
                        "Redis did not start; %s says:%n%s".formatted(log(), Commands.tail(log(), 8)));
            }
            ProcessFile.pause(POLL);
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
        }
    }
}
