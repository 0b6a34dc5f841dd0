package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.Round;
import com.helpdeskly.benchmarks.entity.Series;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The page of 20 tickets with author, assignee and comments, read by an agent: the product beside the same two
 * statements over plain JDBC in the same server. After the warm-up the sides take turns, so that what disturbs the
 * machine meets both.
 */
public final class PageBenchmark {
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final Duration WARM_UP_TURN = Duration.ofSeconds(5);

    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;
    private PageLoad product;
    private PageLoad baseline;

    public PageBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
    }

    /** Fills a tenant, checks that both sides answer the same, and measures. */
    public List<Series> run() throws SQLException {
        progress.accept("Filling a tenant through the API");
        prepare(SampleTenant.create(stack));
        warmUp();
        return settings.connections().stream().map(this::series).toList();
    }

    /** The length of an answer's body in bytes. */
    public long bodyBytes() {
        return product.bodyBytes();
    }

    /** The server's compiler is done after so many requests, not after a time. */
    private void warmUp() {
        progress.accept("Warming up with %,d requests to each side, the answers have %d bytes"
                .formatted(settings.warmUpRequests(), product.bodyBytes()));
        long products = 0;
        long baselines = 0;
        while (products < settings.warmUpRequests() || baselines < settings.warmUpRequests()) {
            products +=
                    product.run(WARM_UP_CONNECTIONS, WARM_UP_TURN).latencies().getTotalCount();
            baselines +=
                    baseline.run(WARM_UP_CONNECTIONS, WARM_UP_TURN).latencies().getTotalCount();
        }
    }

    private Series series(int connections) {
        Series series = new Series(connections, new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < settings.rounds(); round++) {
            series.product().add(product.run(connections, settings.round()));
            series.baseline().add(baseline.run(connections, settings.round()));
            progress.accept("%2d connections, round %d: %s"
                    .formatted(
                            connections,
                            round + 1,
                            said(series.product().get(round), series.baseline().get(round))));
        }
        return series;
    }

    private static String said(Round product, Round baseline) {
        return "%.0f/s beside %.0f/s, a ratio of %.2f"
                .formatted(product.throughput(), baseline.throughput(), product.throughput() / baseline.throughput());
    }

    private void prepare(SampleTenant tenant) throws SQLException {
        JsonClient plain = stack.baseline();
        plain.put("/database", admit(tenant));
        checkSame(
                tenant.agent().get("/tickets").getJsonArray("items"),
                plain.get("/tickets").getJsonArray("items"));
        String headers = "X-Tenant-Slug: %s\r\nAuthorization: %s\r\n"
                .formatted(
                        tenant.agent().header("X-Tenant-Slug"), tenant.agent().header("Authorization"));
        product = load("/api/v1/tickets", headers);
        baseline = load("/baseline/tickets", "");
    }

    private PageLoad load(String path, String headers) {
        int port = stack.stack().appUrl().getPort();
        String request = "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAccept: application/json\r\n%s\r\n"
                .formatted(path, port, headers);
        long bytes = new PageLoad(port, request, 0, stack.times()).once().bodyBytes();
        return new PageLoad(port, request, bytes, stack.times());
    }

    private static void checkSame(Object product, Object baseline) {
        if (!product.equals(baseline)) {
            throw new BenchmarkFailed("The two sides do not answer the same:\n" + product + "\n" + baseline);
        }
    }

    /** Lets the baseline in with a role of its own that may do what the tenant's may, and settles the statistics. */
    private JsonObject admit(SampleTenant tenant) throws SQLException {
        String role = "baseline";
        String password = UUID.randomUUID().toString();
        var postgres = stack.stack().postgres();
        try (var admin = postgres.connect(tenant.database());
                var statement = admin.createStatement()) {
            statement.execute(
                    "create role %s login password '%s' in role helpdeskly_serving".formatted(role, password));
            statement.execute("grant connect on database %s to %s".formatted(tenant.database(), role));
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
        return Json.createObjectBuilder()
                .add("url", "jdbc:postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), tenant.database()))
                .add("user", role)
                .add("password", password)
                .add("tenantId", tenant.id().toString())
                .build();
    }
}
