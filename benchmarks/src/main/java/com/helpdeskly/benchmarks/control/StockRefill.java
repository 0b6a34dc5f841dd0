package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How fast the stock of ready copies fills up, and bare copies beside it. */
final class StockRefill {
    private static final int COPIES = 11;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration EVERY = Duration.ofMillis(5);

    private final FleetDatabases databases;
    private final JsonClient operator;

    StockRefill(FleetDatabases databases, JsonClient operator) {
        this.databases = databases;
        this.operator = operator;
    }

    /** From one copy to the next, while the stock is filled. */
    double millisPerCopy() throws SQLException {
        try (Connection admin = databases.superuser("postgres")) {
            var ready = new ReadyDatabases(admin);
            int before = ready.stock();
            operator.put(
                    "/stock",
                    Json.createObjectBuilder().add("size", before + COPIES).build());
            ready.awaitStock(before + 1, LIMIT, EVERY);
            long first = System.nanoTime();
            ready.awaitStock(before + COPIES, LIMIT, EVERY);
            return (System.nanoTime() - first) / 1e6 / (COPIES - 1);
        }
    }

    /** Of one bare copy. */
    double bareMillis() throws SQLException {
        try (Connection admin = databases.superuser("postgres")) {
            var ready = new ReadyDatabases(admin);
            String template = ready.template();
            double millis = 0;
            for (int i = 1; i < COPIES; i++) {
                millis += ready.copy("bare_copy_" + i, template);
            }
            return millis / (COPIES - 1);
        }
    }
}
