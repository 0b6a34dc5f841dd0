package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.ProvisioningFigures;
import com.helpdeskly.benchmarks.entity.Samples;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * From {@code POST /tenants} to {@code ACTIVE}, one at a time, taking turns with a bare {@code CREATE DATABASE} from the
 * product's own template over an open connection: first so fast that the stock has run out, then each with a full stock;
 * then as many at once.
 */
public final class ProvisioningBenchmark {
    private static final int WARM_UP = 30;
    /** As many as the product has for such work on one server by default. */
    private static final int BARE_CONNECTIONS = 4;

    /** The product's default. */
    private static final int STOCK = 3;

    private static final Duration STOCK_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOCK_EVERY = Duration.ofMillis(20);
    private static final String PASSWORD = "correct horse battery";

    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;

    public ProvisioningBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
    }

    /** Makes all tenants and measures. */
    public ProvisioningFigures run() throws SQLException {
        try (Connection admin = stack.stack().postgres().connect("postgres")) {
            JsonClient operator = stack.operator();
            List<Double> bare = new ArrayList<>();
            var ready = new ReadyDatabases(admin);
            List<TenantOrder> copied = oneAtATime("copied", operator, ready, bare, 0);
            List<TenantOrder> stocked = oneAtATime("stocked", operator, ready, bare, STOCK);
            progress.accept("Making %d tenants at once".formatted(settings.burst()));
            double bareBurst = bareBurst(ready.template());
            long start = System.nanoTime();
            List<TenantOrder> burst = burst(operator);
            double wall = (System.nanoTime() - start) / 1e6;
            return new ProvisioningFigures(
                    Samples.of(stocked, TenantOrder::answerMillis),
                    Samples.of(stocked, TenantOrder::activeMillis),
                    Samples.of(copied, TenantOrder::activeMillis),
                    Samples.of(bare, Double::doubleValue),
                    steps(stocked),
                    steps(copied),
                    Samples.of(burst, TenantOrder::activeMillis),
                    wall,
                    bareBurst);
        }
    }

    /** @param stock how many copies have to be ready before each, as when a tenant is asked for now and then */
    private List<TenantOrder> oneAtATime(
            String prefix, JsonClient operator, ReadyDatabases ready, List<Double> bare, int stock)
            throws SQLException {
        progress.accept("Making %d tenants one at a time, %s, after %d that do not count"
                .formatted(settings.tenants(), prefix, WARM_UP));
        List<TenantOrder> orders = new ArrayList<>();
        for (int i = -WARM_UP; i < settings.tenants(); i++) {
            String name = prefix + (i + WARM_UP);
            ready.awaitStock(stock, STOCK_LIMIT, STOCK_EVERY);
            TenantOrder order = new TenantOrder(operator, name, PASSWORD).place();
            order.awaitActive();
            double millis = ready.copy("bare_" + name, ready.template());
            if (i >= 0) {
                orders.add(order);
                bare.add(millis);
            }
        }
        return orders;
    }

    private List<TenantOrder> burst(JsonClient operator) {
        List<Callable<TenantOrder>> orders = IntStream.range(0, settings.burst())
                .<Callable<TenantOrder>>mapToObj(i -> () -> {
                    TenantOrder order = new TenantOrder(operator, "burst-" + i, PASSWORD).place();
                    order.awaitActive();
                    return order;
                })
                .toList();
        return AtOnce.run(settings.burst(), orders);
    }

    private double bareBurst(String template) throws SQLException {
        List<Connection> admins = new ArrayList<>();
        for (int i = 0; i < BARE_CONNECTIONS; i++) {
            admins.add(stack.stack().postgres().connect("postgres"));
        }
        long start = System.nanoTime();
        List<Callable<Void>> lanes = IntStream.range(0, BARE_CONNECTIONS)
                .<Callable<Void>>mapToObj(lane -> () -> {
                    for (int i = lane; i < settings.burst(); i += BARE_CONNECTIONS) {
                        new ReadyDatabases(admins.get(lane)).copy("bare_burst_" + i, template);
                    }
                    return null;
                })
                .toList();
        AtOnce.run(BARE_CONNECTIONS, lanes);
        double wall = (System.nanoTime() - start) / 1e6;
        for (Connection admin : admins) {
            admin.close();
        }
        return wall;
    }

    private static Map<String, Samples> steps(List<TenantOrder> orders) {
        List<JsonObject> jobs = orders.stream().map(TenantOrder::job).toList();
        Map<String, Samples> steps = new LinkedHashMap<>();
        steps.put("until claimed", Samples.of(jobs, job -> millis(job, "createdAt", job, "startedAt")));
        int count = jobs.get(0).getJsonArray("steps").size();
        for (int i = 0; i < count; i++) {
            int position = i;
            ToDoubleFunction<JsonObject> length = job -> {
                JsonObject step = job.getJsonArray("steps").getJsonObject(position);
                return millis(step, "startedAt", step, "endedAt");
            };
            steps.put(jobs.get(0).getJsonArray("steps").getJsonObject(i).getString("name"), Samples.of(jobs, length));
        }
        steps.put("whole job", Samples.of(jobs, job -> millis(job, "createdAt", job, "endedAt")));
        return steps;
    }

    private static double millis(JsonObject from, String start, JsonObject to, String end) {
        return Duration.between(Instant.parse(from.getString(start)), Instant.parse(to.getString(end)))
                        .toNanos()
                / 1e6;
    }
}
