package com.helpdeskly.launcher.boundary;

import com.helpdeskly.launcher.control.LibertyFiles;
import com.helpdeskly.launcher.control.LibertyServer;
import com.helpdeskly.launcher.control.PostgresPreparation;
import com.helpdeskly.launcher.control.PostgresServer;
import com.helpdeskly.launcher.control.RedisServer;
import com.helpdeskly.launcher.entity.DataDirectory;
import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Ports;
import com.helpdeskly.launcher.entity.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The product with all it needs on this machine: PostgreSQL, Redis and Open Liberty, in one data folder. Each part can be
 * stopped, killed and started by itself. Closing stops all of them in order: the server first, PostgreSQL last. Whatever
 * an earlier stack left running in the folder, because it was killed, is stopped before the start.
 */
public final class Stack implements AutoCloseable {
    private static final String CONTROL_ROLE = "helpdeskly_control";
    private static final String PROVISIONER_ROLE = "helpdeskly_provisioner";

    private final DataDirectory data;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Optional<LibertyServer> server;
    private final Secrets secrets;
    private final Ports ports;
    private final Map<String, String> environment;
    private final FileLock lock;
    private final Consumer<String> progress;
    private final boolean embedded;
    private volatile boolean closing;

    private Stack(Builder builder) {
        data = builder.data;
        data.create();
        lock = data.lock();
        progress = builder.progress;
        embedded = builder.embedded;
        secrets = Secrets.of(builder.first == null ? data : builder.first);
        ports = builder.ports.resolved();
        var binaries = builder.binaries == null ? data.resolve("postgres/programs") : builder.binaries;
        postgres = new PostgresServer(data, binaries, ports.postgres(), secrets);
        redis = new RedisServer(data, ports.redis());
        environment = environment(builder);
        server = Optional.ofNullable(builder.files)
                .map(files -> new LibertyServer(data, files, ports, environment, builder.jvmOptions));
    }

    /**
     * @param data the folder that keeps everything; created when missing
     * @return a builder of a stack without a server, on the fixed development ports
     */
    public static Builder builder(Path data) {
        return new Builder(data);
    }

    /** @return the base URL of the app plane */
    public URI appUrl() {
        return server().appUrl();
    }

    /** @return the base URL of the control plane's port */
    public URI controlUrl() {
        return server().controlUrl();
    }

    /** @return PostgreSQL: the control database and the tenants' databases */
    public PostgresServer postgres() {
        return postgres;
    }

    /** @return Redis */
    public RedisServer redis() {
        return redis;
    }

    /** @return the application server; {@link IllegalStateException} when the stack has none */
    public LibertyServer server() {
        return server.orElseThrow(() -> new IllegalStateException("This stack has no application server"));
    }

    /** @return the passwords and keys of this stack */
    public Secrets secrets() {
        return secrets;
    }

    /** @return the configuration of a server that is to use this stack, as environment variables */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** @return where its parts listen */
    public Ports ports() {
        return ports;
    }

    /** @return the folder of this stack */
    public Path dataDirectory() {
        return data.root();
    }

    /**
     * Starts everything and returns when the server is ready.
     *
     * @throws LaunchException when a part does not start; what had started is stopped
     */
    public void start() {
        try {
            launch();
            server.ifPresent(liberty -> {
                progress.accept("Open Liberty is starting");
                liberty.awaitReady();
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Stops everything in order and gives the folder free. Doing it again does nothing. */
    @Override
    public void close() {
        closing = true;
        synchronized (lock) {
            server.ifPresent(LibertyServer::stop);
            if (embedded) {
                redis.stop();
                postgres.stop();
            }
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot give up the lock on " + data.root(), e);
            }
        }
    }

    /** @return whether PostgreSQL and Redis are its own, and not those of others */
    public boolean embedded() {
        return embedded;
    }

    /** @return whether the stack is being or was closed */
    public boolean closing() {
        return closing;
    }

    private void launch() {
        synchronized (lock) {
            stopStrays();
            var deployment = CompletableFuture.runAsync(() -> server.ifPresent(LibertyServer::deploy));
            try {
                startServices();
                PostgresPreparation.run(postgres, secrets);
            } finally {
                join(deployment);
            }
            if (closing) {
                throw new LaunchException("Stopped while starting.");
            }
            server.ifPresent(LibertyServer::start);
        }
    }

    private void startServices() {
        if (embedded) {
            progress.accept("PostgreSQL and Redis are starting");
            var redisStart = CompletableFuture.runAsync(redis::start);
            try {
                postgres.start();
            } finally {
                join(redisStart);
            }
        }
    }

    private void stopStrays() {
        server.ifPresent(LibertyServer::stopStray);
        if (embedded) {
            redis.stopStray();
            postgres.stopStray();
        }
    }

    private Map<String, String> environment(Builder builder) {
        var environment = new HashMap<String, String>();
        environment.put("HELPDESKLY_MODE", "development");
        environment.put("HELPDESKLY_HOST", "127.0.0.1");
        environment.put("HELPDESKLY_APP_PORT", String.valueOf(ports.app().number()));
        environment.put(
                "HELPDESKLY_CONTROL_PORT", String.valueOf(ports.control().number()));
        environment.put("HELPDESKLY_CONTROL_DB_HOST", postgres.host());
        environment.put("HELPDESKLY_CONTROL_DB_PORT", String.valueOf(postgres.port()));
        environment.put("HELPDESKLY_CONTROL_DB_NAME", CONTROL_ROLE);
        environment.put("HELPDESKLY_CONTROL_DB_USER", CONTROL_ROLE);
        environment.put("HELPDESKLY_CONTROL_DB_PASSWORD", secrets.controlPassword());
        environment.put("HELPDESKLY_PROVISIONER_USER", PROVISIONER_ROLE);
        environment.put("HELPDESKLY_PROVISIONER_PASSWORD", secrets.provisionerPassword());
        environment.put("HELPDESKLY_TENANT_DB_HOST", postgres.host());
        environment.put("HELPDESKLY_TENANT_DB_PORT", String.valueOf(postgres.port()));
        environment.put("HELPDESKLY_REDIS_URL", redis.url());
        environment.put("HELPDESKLY_SECRETS_KEYS", secrets.masterKeys());
        environment.put("HELPDESKLY_BOOTSTRAP_EMAIL", "admin@helpdeskly.local");
        environment.put("HELPDESKLY_BOOTSTRAP_PASSWORD", "admin");
        environment.putAll(builder.environment);
        return environment;
    }

    private static void join(CompletableFuture<Void> part) {
        try {
            part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unwrapped ? unwrapped : e;
        }
    }

    /** Says what a stack is made of. */
    public static final class Builder {
        private final DataDirectory data;
        private Ports ports = Ports.configured();
        private Map<String, String> environment = Map.of();
        private List<String> jvmOptions = List.of();
        private Path binaries;
        private LibertyFiles files;
        private boolean embedded = true;
        private DataDirectory first;
        private Consumer<String> progress = step -> {};

        private Builder(Path data) {
            this.data = new DataDirectory(data);
        }

        /**
         * @param ports where the parts listen; 0 means any free port
         * @return this
         */
        public Builder ports(Ports ports) {
            this.ports = ports;
            return this;
        }

        /**
         * @param environment added to what the server is given, and winning over it
         * @return this
         */
        public Builder env(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /**
         * @param options added to the server's jvm.options
         * @return this
         */
        public Builder jvmOptions(List<String> options) {
            this.jvmOptions = List.copyOf(options);
            return this;
        }

        /**
         * @param folder where PostgreSQL's programs are or shall be unpacked, to share them between data folders
         * @return this
         */
        public Builder binaries(Path folder) {
            this.binaries = folder.toAbsolutePath().normalize();
            return this;
        }

        /**
         * @param project the root of the built sources, whose EAR shall run on the Open Liberty installed by the build
         * @return this
         */
        public Builder server(Path project) {
            this.files = LibertyFiles.ofBuild(project.toAbsolutePath().normalize());
            return this;
        }

        /**
         * Leaves PostgreSQL and Redis to somebody else, who has started them on the loopback address and the ports of the
         * stack, PostgreSQL with the superuser's password of its {@link Stack#secrets()}. They are neither started nor
         * stopped here, and cannot be killed.
         *
         * @return this
         */
        public Builder servicesOfOthers() {
            this.embedded = false;
            return this;
        }

        /**
         * Makes this a further node beside a stack that runs: it has a server of its own, and the databases, the Redis and
         * the secrets of the other. Its ports for these must be those of the other.
         *
         * @param other the folder of the stack that runs
         * @return this
         */
        public Builder besides(Path other) {
            this.first = new DataDirectory(other);
            if (!Files.isDirectory(first.root())) {
                throw new LaunchException("There is no first node in " + first.root() + " to stand beside.");
            }
            return servicesOfOthers();
        }

        /**
         * @param progress told what is being done, in words
         * @return this
         */
        public Builder progress(Consumer<String> progress) {
            this.progress = progress;
            return this;
        }

        /**
         * @return a stack that holds the data folder, and of which nothing runs yet
         * @throws LaunchException when another stack holds the folder
         */
        public Stack build() {
            return new Stack(this);
        }

        /**
         * @return a stack that runs and is ready
         * @throws LaunchException when a part does not start; nothing is left running
         */
        public Stack start() {
            var stack = build();
            stack.start();
            return stack;
        }
    }
}
