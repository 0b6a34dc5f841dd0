package com.helpdeskly.system.harness;

import com.helpdeskly.launcher.entity.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL and Redis in containers, on the ports of a stack. */
final class Containers implements AutoCloseable {
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;

    private final PostgreSQLContainer postgres;
    private final GenericContainer<?> redis;

    private Containers(PostgreSQLContainer postgres, GenericContainer<?> redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    /** Whether a Docker engine answers. Where there is no sign of one it is not asked, which would fill the log. */
    static boolean canRun() {
        boolean sign = System.getenv("DOCKER_HOST") != null
                || Stream.of("/var/run/docker.sock", System.getProperty("user.home") + "/.docker/run/docker.sock")
                        .anyMatch(socket -> Files.exists(Path.of(socket)));
        return sign && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts both. @param password the superuser's */
    static Containers start(Ports ports, String password) {
        PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"))
                .withUsername("postgres")
                .withPassword(password)
                .withCommand(
                        "postgres", "-c", "max_connections=300", "-c", "shared_preload_libraries=pg_stat_statements");
        postgres.setPortBindings(List.of(binding(ports.postgres().number(), POSTGRES_PORT)));
        GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:8-alpine"));
        redis.setPortBindings(List.of(binding(ports.redis().number(), REDIS_PORT)));
        postgres.start();
        redis.start();
        return new Containers(postgres, redis);
    }

    private static String binding(int host, int container) {
        return "127.0.0.1:" + host + ":" + container;
    }

    @Override
    public void close() {
        redis.stop();
        postgres.stop();
    }
}
