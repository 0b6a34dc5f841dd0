package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.Series;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opening a ticket, by an agent: the product beside plain JDBC in the same server, which stores the ticket with its number
 * and the row of its history in one transaction, on disk before the answer.
 */
public final class WriteBenchmark {
    private static final String TICKET = "{\"title\":\"Printer on the second floor reports a paper jam\","
            + "\"description\":\"It started yesterday after the update, and restarting it did not help.\"}";

    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;

    public WriteBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
    }

    /** Makes a tenant and measures. */
    public List<Series> run() throws SQLException {
        progress.accept("Making a tenant to write to");
        SampleTenant tenant = SampleTenant.empty(stack, "writes");
        Baseline.open(stack, tenant);
        Turns turns = new Turns(
                settings,
                Load.of(stack, HttpText.post("/api/v1/tickets", tenant.headers(), TICKET), 201),
                Load.of(stack, HttpText.post("/baseline/tickets", "", TICKET), 201),
                progress);
        turns.warmUp();
        return turns.run();
    }
}
