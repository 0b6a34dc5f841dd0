package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.ListFigures;
import com.helpdeskly.benchmarks.entity.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The list of {@value #TENANTS} registered tenants, rows made in bulk: its first page and its 500th, and searches, taking
 * turns with plain statements over an open connection; then what each tenant costs the server's heap once it was asked for.
 */
public final class ListBenchmark {
    private static final int TENANTS = 10_000;
    private static final int WARM_UP = 150;
    private static final int ROUNDS = 300;
    private static final int CALLERS = 4;
    private static final int ASKED_BEFORE = 1_000;
    private static final String FIRST = "`GET /tenants?limit=20`, page 1";
    private static final String FAR = "the same, page 500";

    private static final String ROWS = """
            insert into tenants (id, slug, name, status, server_id, database_name, role_name, sealed_password,
                                 schema_version, created_at, updated_at, changed_at)
            select cast(lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0') as uuid),
                   'list-' || n || '-' || substr(md5('slug' || n), 1, 8),
                   'Company ' || initcap(substr(translate(md5('name' || n), '0123456789', 'ghijklmnop'), 1, 10)) || ' Ltd',
                   'ACTIVE', s.id, 'tenant_' || md5('list' || n), 'tenant_' || md5('list' || n), repeat('x', 120), '1',
                   now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour'
              from generate_series(1, %d) n, database_servers s
            """.formatted(TENANTS);
    private static final String PAGE = "select t.*, s.* from tenants t join database_servers s on s.id = t.server_id ";

    private final BenchmarkStack stack;
    private final Consumer<String> progress;

    public ListBenchmark(BenchmarkStack stack, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Makes the rows, measures, and takes them away again. */
    public ListFigures run() throws SQLException {
        progress.accept("Registering %,d tenants".formatted(TENANTS));
        try (Connection control = stack.stack().postgres().connect(BenchmarkStack.CONTROL_DATABASE);
                Statement statement = control.createStatement()) {
            statement.execute(ROWS);
            statement.execute("analyze tenants");
            Map<String, Callable<?>> kinds = kinds(control);
            progress.accept("Listing them, %d times each way, after %d that do not count".formatted(ROUNDS, WARM_UP));
            Map<String, Samples> millis = takeTurns(kinds);
            progress.accept("Asking for each of them once");
            double bytes = bytesPerTenant(statement);
            statement.execute("delete from tenants where slug like 'list-%'");
            return new ListFigures(TENANTS, millis, FIRST, FAR, bytes);
        }
    }

    private Map<String, Callable<?>> kinds(Connection control) throws SQLException {
        JsonClient operator = stack.operator();
        String far = cursorOfPage500(operator);
        String name = one(control, "select substr(name, 11, 7) from tenants where slug like 'list-4711-%'");
        String slug = one(control, "select substr(slug, 8, 9) from tenants where slug like 'list-4711-%'");
        Map<String, Callable<?>> kinds = new LinkedHashMap<>();
        kinds.put(FIRST, () -> operator.get("/tenants?limit=20"));
        kinds.put(FAR, () -> operator.get("/tenants?limit=20&cursor=" + far));
        kinds.put("`?q=` with a part of one name", () -> operator.get("/tenants?limit=20&q=" + name));
        kinds.put("`?q=` with a part of one slug", () -> operator.get("/tenants?limit=20&q=" + slug));
        kinds.put("`?q=` with a part of every name", () -> operator.get("/tenants?limit=20&q=company"));
        kinds.put("plain JDBC, page 1", () -> rows(control, PAGE + "order by t.id desc limit 21"));
        kinds.put(
                "plain JDBC, page 500 by `offset`",
                () -> rows(control, PAGE + "order by t.id desc limit 21 offset 9979"));
        kinds.put(
                "plain JDBC, a part of one name without an index",
                () -> rows(
                        control,
                        PAGE + "where lower(t.name) || '' like '%" + name + "%' or t.slug || '' like '%" + name
                                + "%' order by t.id desc limit 21"));
        return kinds;
    }

    private static String cursorOfPage500(JsonClient operator) {
        String cursor = "";
        for (int page = 1; page < 500; page++) {
            cursor = operator.get("/tenants?limit=20" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .getString("next");
        }
        return cursor;
    }

    private static Map<String, Samples> takeTurns(Map<String, Callable<?>> kinds) {
        Map<String, List<Double>> taken = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> taken.put(kind, new ArrayList<>()));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Map.Entry<String, Callable<?>> kind : kinds.entrySet()) {
                double millis = millis(kind.getValue());
                if (round >= 0) {
                    taken.get(kind.getKey()).add(millis);
                }
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        taken.forEach((kind, millis) -> samples.put(kind, Samples.of(millis, Double::doubleValue)));
        return samples;
    }

    private static double millis(Callable<?> work) {
        long start = System.nanoTime();
        try {
            work.call();
        } catch (Exception e) {
            throw new BenchmarkFailed("a list was not read", e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** By requests without a token: they are refused after the tenant was looked up. */
    private double bytesPerTenant(Statement control) throws SQLException {
        List<String> slugs = new ArrayList<>();
        try (ResultSet rows = control.executeQuery("select slug from tenants where slug like 'list-%' order by id")) {
            while (rows.next()) {
                slugs.add(rows.getString(1));
            }
        }
        ask(slugs.subList(0, ASKED_BEFORE));
        long before = LiveHeap.bytes(stack.stack().server().pid());
        ask(slugs.subList(ASKED_BEFORE, TENANTS));
        return (double) (LiveHeap.bytes(stack.stack().server().pid()) - before) / (TENANTS - ASKED_BEFORE);
    }

    private void ask(List<String> slugs) {
        JsonClient app = stack.app();
        AtOnce.run(
                CALLERS,
                IntStream.range(0, CALLERS)
                        .<Callable<Void>>mapToObj(caller -> () -> {
                            for (int i = caller; i < slugs.size(); i += CALLERS) {
                                app.with("X-Tenant-Slug", slugs.get(i)).expect(401, "/tickets");
                            }
                            return null;
                        })
                        .toList());
    }

    private static int rows(Connection control, String query) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static String one(Connection control, String query) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1).toLowerCase(java.util.Locale.ROOT);
        }
    }
}
