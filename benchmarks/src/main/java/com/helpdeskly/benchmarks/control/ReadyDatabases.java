package com.helpdeskly.benchmarks.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the product keeps on the server to make tenants' databases of, over an open connection of the superuser. */
final class ReadyDatabases {
    private static final Duration TEMPLATE_LIMIT = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Connection admin;

    ReadyDatabases(Connection admin) {
        this.admin = admin;
    }

    /** The template, which is made soon after the start. */
    String template() throws SQLException {
        Waiting.until(
                "there is no template",
                TEMPLATE_LIMIT,
                EVERY,
                () -> !templates().isEmpty());
        return templates().get(0);
    }

    private List<String> templates() throws SQLException {
        return names("datistemplate and starts_with(datname, 'helpdeskly_template_')");
    }

    /** How many copies are in stock. */
    int stock() throws SQLException {
        return names("starts_with(datname, 'helpdeskly_stock_')").size();
    }

    /** Waits until so many copies are in stock. */
    void awaitStock(int size, Duration limit, Duration every) throws SQLException {
        Waiting.until("the stock has not got %d copies".formatted(size), limit, every, () -> stock() >= size);
    }

    /** Makes a copy of the template by the bare statement. @return its milliseconds */
    double copy(String name, String template) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            long start = System.nanoTime();
            statement.execute("create database %s template %s strategy wal_log".formatted(name, template));
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private List<String> names(String condition) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database where " + condition)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
