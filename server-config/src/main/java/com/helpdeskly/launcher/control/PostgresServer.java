package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.DataDirectory;
import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Port;
import com.helpdeskly.launcher.entity.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An embedded PostgreSQL that keeps its promises: fsync and synchronous_commit on, and every connection signs in with a
 * password. Its data survives restarts, and it starts again after any of its processes was killed.
 */
public final class PostgresServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration ORPHANS_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String HOST = "127.0.0.1";
    private static final String SUPERUSER = "postgres";
    /** Line numbers of postmaster.pid, as PostgreSQL's miscadmin.h defines them, from 0. */
    private static final int STATUS_LINE = 7;

    private final DataDirectory data;
    private final Path home;
    private final Port port;
    private final Secrets secrets;
    private Process process;

    /**
     * @param data the stack's folder
     * @param home where the programs are or shall be unpacked
     * @param port where to listen
     * @param secrets for the superuser's password
     */
    public PostgresServer(DataDirectory data, Path home, Port port, Secrets secrets) {
        this.data = data;
        this.home = home;
        this.port = port;
        this.secrets = secrets;
    }

    /** @return the address it listens on */
    public String host() {
        return HOST;
    }

    /** @return the TCP port it listens on */
    public int port() {
        return port.number();
    }

    /** @return the superuser's name */
    public String superuser() {
        return SUPERUSER;
    }

    /** @return the superuser's password */
    public String password() {
        return secrets.superuserPassword();
    }

    /** @return the log file */
    public Path log() {
        return data.resolve("postgres/server.log");
    }

    /**
     * @param database a database's name
     * @return the JDBC URL of that database, without credentials
     */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?connectTimeout=5&ApplicationName=helpdeskly-launcher"
                .formatted(HOST, port(), database);
    }

    /**
     * @param database a database's name
     * @return a connection as superuser, to be closed by the caller
     * @throws SQLException when it cannot be made
     */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password());
    }

    /** @return completes when the server ends, for whatever reason */
    public synchronized CompletableFuture<Process> exit() {
        return running().onExit();
    }

    /** @return the postmaster's process id */
    public synchronized long pid() {
        return running().pid();
    }

    /** Stops a server that an earlier launcher left running on our data. */
    public synchronized void stopStray() {
        stray().ifPresent(stray -> stop(PostgresBinaries.in(home), stray));
    }

    /**
     * Starts the server, on a new cluster the first time, and returns when it takes connections. After a crash that
     * includes PostgreSQL's own recovery.
     */
    public synchronized void start() {
        port.requireFree();
        var binaries = PostgresBinaries.in(home);
        try {
            initialize(binaries);
            Files.writeString(cluster().resolve("helpdeskly.conf"), settings());
            adoptStalePidFile();
            var deadline = Instant.now().plus(ORPHANS_LIMIT);
            while (!launch(binaries)) {
                if (Instant.now().isAfter(deadline)) {
                    throw failed();
                }
                ProcessFile.pause(Duration.ofMillis(200));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare PostgreSQL's folder " + cluster(), e);
        }
    }

    /** Stops it the fast way: transactions are rolled back, everything is written. */
    public synchronized void stop() {
        if (process != null && ProcessFile.alive(process.toHandle())) {
            stop(PostgresBinaries.in(home), process.toHandle());
        }
        process = null;
    }

    /** Kills the postmaster with SIGKILL; its other processes notice and end by themselves. */
    public synchronized void killHard() {
        ProcessFile.kill(running().toHandle());
        process = null;
    }

    /** Stops and starts it. */
    public synchronized void restart() {
        stop();
        start();
    }

    private Path cluster() {
        return data.resolve("postgres/data");
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return process;
    }

    private void initialize(PostgresBinaries binaries) throws IOException {
        if (Files.exists(cluster())) {
            return;
        }
        var draft = data.resolve("postgres/data.new");
        if (Files.exists(draft)) {
            Folders.delete(draft);
        }
        Files.createDirectories(draft.getParent());
        var passwordFile = data.resolve("postgres/password");
        data.writePrivately(passwordFile, password() + "\n");
        var command = List.of(
                binaries.program("initdb"),
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        int code = Commands.run(Commands.unprivileged(command), log(), START_LIMIT);
        Files.delete(passwordFile);
        if (code != 0) {
            throw failed();
        }
        Files.writeString(
                draft.resolve("postgresql.conf"),
                Files.readString(draft.resolve("postgresql.conf")) + "\ninclude 'helpdeskly.conf'\n");
        Files.move(draft, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String settings() {
        return """
                # Written by the launcher at every start.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 300
                shared_buffers = 128MB
                fsync = on
                synchronous_commit = on
                password_encryption = 'scram-sha-256'
                shared_preload_libraries = 'pg_stat_statements'
                timezone = 'UTC'
                log_timezone = 'UTC'
                # Hundreds of databases: at the default of a minute the rounds alone keep a core busy.
                autovacuum_naptime = '5min'
                """.formatted(HOST, port());
    }

    /** @return false when processes of a killed postmaster still hold its shared memory: they end within moments */
    private boolean launch(PostgresBinaries binaries) throws IOException {
        var command = List.of(binaries.program("postgres"), "-D", cluster().toString());
        long logBefore = Files.exists(log()) ? Files.size(log()) : 0;
        var started = new ProcessBuilder(Commands.detached(Commands.unprivileged(command)))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Folders.nothing()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        var deadline = Instant.now().plus(START_LIMIT);
        while (!ready(started)) {
            if (!started.isAlive()) {
                var said = Files.readString(log()).substring((int) logBefore);
                if (said.contains("shared memory block") && said.contains("still in use")) {
                    return false;
                }
                throw failed();
            }
            if (Instant.now().isAfter(deadline)) {
                ProcessFile.kill(started.toHandle());
                throw failed();
            }
            ProcessFile.pause(POLL);
        }
        process = started;
        return true;
    }

    private boolean ready(Process started) throws IOException {
        var lines = pidFileLines();
        return lines.size() > STATUS_LINE
                && lines.get(0).strip().equals(String.valueOf(started.pid()))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /**
     * PostgreSQL refuses to start while any process has the id of the postmaster before, be it a stranger's or a dead
     * one not yet collected by its parent. It ignores the id of its own parent, which is ours. The rest of the file
     * stays: by it PostgreSQL finds out whether processes of the old postmaster still write to the data.
     */
    private void adoptStalePidFile() throws IOException {
        var lines = pidFileLines();
        if (!lines.isEmpty()) {
            var adopted = new ArrayList<>(lines);
            adopted.set(0, String.valueOf(ProcessHandle.current().pid()));
            Files.write(pidFile(), adopted);
        }
    }

    private Optional<ProcessHandle> stray() {
        try {
            return pidFileLines().stream()
                    .findFirst()
                    .flatMap(ProcessFile::firstNumber)
                    .flatMap(pid -> ProcessFile.ours(pid, cluster()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile(), e);
        }
    }

    private void stop(PostgresBinaries binaries, ProcessHandle postmaster) {
        for (var mode : List.of("fast", "immediate")) {
            var command = List.of(
                    binaries.program("pg_ctl"),
                    "stop",
                    "-W",
                    "-m",
                    mode,
                    "-D",
                    cluster().toString());
            Commands.run(Commands.unprivileged(command), log(), STOP_LIMIT);
            if (ProcessFile.awaitEnd(postmaster, STOP_LIMIT)) {
                return;
            }
        }
        ProcessFile.kill(postmaster);
    }

    private Path pidFile() {
        return cluster().resolve("postmaster.pid");
    }

    private List<String> pidFileLines() throws IOException {
        return Files.exists(pidFile()) ? Files.readAllLines(pidFile()) : List.of();
    }

    private LaunchException failed() {
        return new LaunchException("PostgreSQL did not start; %s says:%n%s".formatted(log(), Commands.tail(log(), 8)));
    }
}
