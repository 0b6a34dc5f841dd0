package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How fast the stock of ready copies fills up, and bare copies beside it. */
final class StockRefill {
    private static final int COPIES = 11;
    private static final long LIMIT_NANOS = 180_000_000_000L;
    private static final long POLL_MILLIS = 5;

    private final FleetDatabases databases;
    private final JsonClient operator;

    StockRefill(FleetDatabases databases, JsonClient operator) {
        this.databases = databases;
        this.operator = operator;
    }

    /** From one copy to the next, while the stock is filled. */
    double millisPerCopy() throws SQLException {
        try (Connection admin = databases.superuser("postgres");
                PreparedStatement ready = admin.prepareStatement(
                        "select count(*) from pg_database where starts_with(datname, 'helpdeskly_stock_')")) {
            int before = count(ready);
            order(before + COPIES);
            await(ready, before + 1);
            long first = System.nanoTime();
            await(ready, before + COPIES);
            return (System.nanoTime() - first) / 1e6 / (COPIES - 1);
        }
    }

    /** Of one bare copy. */
    double bareMillis() throws SQLException {
        String template = databases.template();
        try (Connection admin = databases.superuser("postgres");
                Statement statement = admin.createStatement()) {
            long start = System.nanoTime();
            for (int i = 1; i < COPIES; i++) {
                statement.execute("create database bare_copy_%d template %s strategy wal_log".formatted(i, template));
            }
            return (System.nanoTime() - start) / 1e6 / (COPIES - 1);
        }
    }

    private void order(int size) {
        operator.put("/stock", Json.createObjectBuilder().add("size", size).build());
    }

    private static void await(PreparedStatement ready, int wanted) throws SQLException {
        long start = System.nanoTime();
        while (count(ready) < wanted) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new BenchmarkFailed("the stock has not got %d copies".formatted(wanted));
            }
            pause();
        }
    }

    private static int count(PreparedStatement ready) throws SQLException {
        try (ResultSet rows = ready.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }
}
