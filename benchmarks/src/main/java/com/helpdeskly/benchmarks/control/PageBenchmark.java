package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.Series;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The page of 20 tickets with author, assignee and comments, read by an agent: the product beside the same two
 * statements over plain JDBC in the same server. After the warm-up the sides take turns, so that what disturbs the
 * machine meets both.
 */
public final class PageBenchmark {
    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;
    private Load product;
    private Load baseline;

    public PageBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
    }

    /** Fills a tenant, checks that both sides answer the same, and measures. */
    public List<Series> run() throws SQLException {
        progress.accept("Filling a tenant through the API");
        prepare(SampleTenant.create(stack, "bench"));
        Turns turns = new Turns(settings, product, baseline, progress);
        progress.accept("The answers have %d bytes".formatted(product.bodyBytes()));
        turns.warmUp();
        return turns.run();
    }

    /** The length of an answer's body in bytes. */
    public long bodyBytes() {
        return product.bodyBytes();
    }

    private void prepare(SampleTenant tenant) throws SQLException {
        JsonClient plain = stack.baseline();
        Baseline.open(stack, tenant);
        Baseline.settle(stack, tenant);
        checkSame(
                tenant.agent().get("/tickets").getJsonArray("items"),
                plain.get("/tickets").getJsonArray("items"));
        product = Load.of(stack, HttpText.get("/api/v1/tickets", tenant.headers()), 200);
        baseline = Load.of(stack, HttpText.get("/baseline/tickets", ""), 200);
    }

    private static void checkSame(Object product, Object baseline) {
        if (!product.equals(baseline)) {
            throw new BenchmarkFailed("The two sides do not answer the same:\n" + product + "\n" + baseline);
        }
    }
}
