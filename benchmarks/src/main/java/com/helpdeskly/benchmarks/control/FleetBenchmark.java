package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.control.FleetDatabases.Fleet;
import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.FleetFigures;
import com.helpdeskly.benchmarks.entity.FleetFigures.Pair;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs over a fleet of real databases: a few that bring tenants one version further, taking turns with the migration's
 * own statements by plain JDBC on as many equal databases, then one over all of them with nothing left to do.
 */
public final class FleetBenchmark {
    private static final int WARM_UP = 30;
    private static final int RUNS = 3;
    private static final int PARALLELISM = 4;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final String INSTALLED =
            "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history where success";

    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;
    private final FleetDatabases databases;
    private final String migration;
    private int mostConnections;

    public FleetBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
        this.databases = new FleetDatabases(stack.stack());
        try {
            this.migration = Files.readString(settings.root()
                    .resolve("tenant-jpa/src/main/resources/db/tenant")
                    .resolve(FleetDatabases.MIGRATION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes all databases and measures. */
    public FleetFigures run() throws SQLException {
        int size = Math.max(settings.fleet() / RUNS, 1);
        databases.prepare();
        JsonClient operator = stack.operator();
        pair(operator, databases.tenants("warm", WARM_UP), databases.databases("plain-warm", WARM_UP));
        List<Pair> real = new ArrayList<>();
        List<Fleet> all = new ArrayList<>();
        for (int i = 1; i <= RUNS; i++) {
            progress.accept("Making %d databases, and as many for plain JDBC".formatted(size));
            List<Fleet> tenants = databases.tenants("fleet" + i, size);
            real.add(pair(operator, tenants, databases.databases("plain" + i, size)));
            all.addAll(tenants);
            progress.accept("Migrated: " + real.get(i - 1));
        }
        return withNothingToDo(operator, all, real);
    }

    private Pair pair(JsonClient operator, List<Fleet> tenants, List<Fleet> plain) throws SQLException {
        databases.activate(tenants);
        double product = migrate(operator, tenants.size(), "succeeded");
        return new Pair(tenants.size(), product, onEach(plain, this::migratePlainly));
    }

    private FleetFigures withNothingToDo(JsonClient operator, List<Fleet> all, List<Pair> real) throws SQLException {
        progress.accept("A run over %d tenants with nothing to do".formatted(all.size()));
        databases.activate(all);
        long pid = stack.stack().server().pid();
        long before = LiveHeap.bytes(pid);
        mostConnections = 0;
        double product = migrate(operator, all.size(), "skipped");
        int left = databases.connections();
        long after = LiveHeap.bytes(pid);
        Pair noop = new Pair(all.size(), product, onEach(all, this::look));
        progress.accept("The doctor looks into each");
        long start = System.nanoTime();
        int findings = operator.get("/doctor").getJsonArray("findings").size();
        double doctor = (System.nanoTime() - start) / 1e9;
        progress.accept("The stock is filled");
        var stock = new StockRefill(databases, operator);
        return new FleetFigures(
                all.size(),
                PARALLELISM,
                real,
                noop,
                before,
                after,
                mostConnections,
                left,
                doctor,
                findings,
                stock.millisPerCopy(),
                stock.bareMillis());
    }

    /** @return seconds by the run's own record */
    private double migrate(JsonClient operator, int tenants, String outcome) throws SQLException {
        JsonObject order = Json.createObjectBuilder()
                .add("parallelism", PARALLELISM)
                .add("haltAtFailureRatio", 0)
                .build();
        String path = "/migrations/" + operator.post("/migrations", order).getString("id");
        Waiting.until("the run over %d tenants has not ended".formatted(tenants), LIMIT, EVERY, () -> {
            mostConnections = Math.max(mostConnections, databases.connections());
            return !operator.get(path).getString("status").equals("RUNNING");
        });
        JsonObject run = operator.get(path);
        if (!run.getString("status").equals("SUCCEEDED") || run.getInt(outcome) != tenants) {
            throw new BenchmarkFailed("the run over %d tenants ended as %s".formatted(tenants, run));
        }
        return Duration.between(Instant.parse(run.getString("startedAt")), Instant.parse(run.getString("endedAt")))
                        .toMillis()
                / 1_000.0;
    }

    /** Something with a database over an open connection. */
    @FunctionalInterface
    private interface Work {
        void on(Connection database) throws SQLException;
    }

    private double onEach(List<Fleet> fleet, Work work) {
        long start = System.nanoTime();
        AtOnce.run(
                PARALLELISM,
                fleet.stream()
                        .<Callable<Void>>map(one -> () -> {
                            try (Connection database = databases.provisioner(one.database())) {
                                work.on(database);
                            }
                            return null;
                        })
                        .toList());
        return (System.nanoTime() - start) / 1e9;
    }

    private void migratePlainly(Connection database) throws SQLException {
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            statement.execute(migration);
        }
        database.commit();
    }

    private void look(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet version = statement.executeQuery(INSTALLED)) {
            version.next();
        }
    }
}
