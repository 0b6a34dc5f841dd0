package com.helpdeskly.connections.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tenants.entity.TenantId;
import com.helpdeskly.tenants.entity.TenantStatus;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A benchmark, not a test: 60 callers use 30 tenants' databases at random under a budget of 10 connections, once through
 * {@link ConnectionBudget} and once through a HikariCP pool per tenant above a data source that counts physical
 * connections and, when none is left, evicts the idle ones of the pool that was used longest ago. Both wait for 2 s.
 * Four rounds of 10 s in turn. See docs/adr/0002.
 */
final class PoolComparison {
    private static final int TENANTS = 30;
    private static final int CALLERS = 60;
    private static final int MAX = 10;
    private static final int PER_TENANT = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;

    private PoolComparison(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** What both ways of pooling do. */
    private interface Pools extends AutoCloseable {
        Connection connect(int tenant) throws SQLException;

        @Override
        void close();
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .start()) {
            PoolComparison comparison = new PoolComparison(postgres);
            comparison.createTenants();
            System.out.println("| pools | served/s | refused | failed | p50 ms | p99 ms | max ms | peak connections |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (int round = 0; round < 2; round++) {
                comparison.measure("one budget", comparison.new Budgeted());
                comparison.measure("HikariCP each", comparison.new Counted());
            }
        }
    }

    private void createTenants() throws SQLException {
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                statement.execute("create role tenant_" + tenant + " login");
                statement.execute("create database tenant_" + tenant + " owner tenant_" + tenant);
            }
        }
    }

    private void measure(String name, Pools pools) throws Exception {
        long end = System.nanoTime() + ROUND.toNanos();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        Future<Integer> peak = threads.submit(() -> peak(done));
        List<Future<List<Long>>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(threads.submit(() -> call(pools, end, refused, failed)));
        }
        List<Long> times = new ArrayList<>();
        for (Future<List<Long>> caller : callers) {
            times.addAll(caller.get());
        }
        done.set(true);
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "| %s | %.0f | %d | %d | %.1f | %.1f | %.1f | %d |%n",
                name,
                sorted.length / (double) ROUND.toSeconds(),
                refused.get(),
                failed.get(),
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                peak.get());
        pools.close();
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
    }

    private List<Long> call(Pools pools, long end, AtomicInteger refused, AtomicInteger failed) {
        List<Long> times = new ArrayList<>();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            try (Connection connection =
                            pools.connect(ThreadLocalRandom.current().nextInt(TENANTS));
                    Statement statement = connection.createStatement()) {
                for (int i = 0; i < 2; i++) {
                    statement.executeQuery("select count(*) from pg_class").close();
                }
                times.add(System.nanoTime() - begin);
            } catch (ProblemException | SQLTransientConnectionException none) {
                refused.incrementAndGet();
            } catch (SQLException broken) {
                failed.incrementAndGet();
            }
        }
        return times;
    }

    private int peak(AtomicBoolean done) throws SQLException {
        int peak = 0;
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            while (!done.get()) {
                try (ResultSet rows =
                        statement.executeQuery("select count(*) from pg_stat_activity where usename like 'tenant%'")) {
                    rows.next();
                    peak = Math.max(peak, rows.getInt(1));
                }
            }
        }
        return peak;
    }

    /** The product's way. */
    private final class Budgeted implements Pools {
        private final ConnectionSettings settings = new ConnectionSettings(
                MAX,
                PER_TENANT,
                (int) PATIENCE.toMillis(),
                1000,
                150,
                60_000,
                1_800_000,
                10_000,
                3000,
                40_000,
                100,
                60_000);
        private final ConnectionBudget<PhysicalConnection> budget = new ConnectionBudget<>(settings.limits());
        private final List<TenantEntry> tenants = new ArrayList<>();

        private Budgeted() {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                tenants.add(new TenantEntry(
                        TenantId.next(),
                        new Slug("t" + tenant),
                        TenantStatus.ACTIVE,
                        false,
                        2,
                        false,
                        new DatabaseAddress("localhost", postgres.getPort()),
                        "tenant_" + tenant,
                        "tenant_" + tenant,
                        List.of("none"),
                        Optional.empty(),
                        1));
            }
        }

        @Override
        public Connection connect(int number) throws SQLException {
            TenantEntry tenant = tenants.get(number);
            var grant = acquire(tenant);
            if (grant.isOpen()) {
                return grant.connection().handle();
            }
            if (grant.victim() != null) {
                grant.victim().close();
            }
            return PhysicalConnection.open(tenant, "none", settings, this::returned)
                    .handle();
        }

        private ConnectionBudget.Grant<PhysicalConnection> acquire(TenantEntry tenant) {
            try {
                return budget.acquire(tenant.slug().value())
                        .orElseThrow(() -> new ProblemException(429, "tenant-connection-limit", "none left"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void returned(PhysicalConnection connection, boolean healthy) {
            String tenant = connection.tenant().slug().value();
            if (!healthy || !budget.release(tenant, connection)) {
                connection.close();
                budget.gone(tenant);
            }
        }

        @Override
        public void close() {
            budget.takeIdle(any -> true).forEach(taken -> taken.connection().close());
        }
    }

    /** A pool for each tenant, above a counting data source. */
    private final class Counted implements Pools {
        private final Semaphore permits = new Semaphore(MAX, true);
        private final HikariDataSource[] pools = new HikariDataSource[TENANTS];
        private final long[] used = new long[TENANTS];

        private Counted() {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                HikariConfig config = new HikariConfig();
                config.setDataSource(counting(tenant));
                config.setMaximumPoolSize(PER_TENANT);
                config.setMinimumIdle(0);
                config.setConnectionTimeout(PATIENCE.toMillis());
                config.setInitializationFailTimeout(-1);
                pools[tenant] = new HikariDataSource(config);
            }
        }

        @Override
        public Connection connect(int tenant) throws SQLException {
            used[tenant] = System.nanoTime();
            return pools[tenant].getConnection();
        }

        private DataSource counting(int tenant) {
            PGSimpleDataSource physical = new PGSimpleDataSource() {
                private static final long serialVersionUID = 1L;

                @Override
                public Connection getConnection() throws SQLException {
                    takePermit();
                    try {
                        return releasing(super.getConnection());
                    } catch (SQLException failure) {
                        permits.release();
                        throw failure;
                    }
                }
            };
            physical.setPortNumbers(new int[] {postgres.getPort()});
            physical.setDatabaseName("tenant_" + tenant);
            physical.setUser("tenant_" + tenant);
            return physical;
        }

        private void takePermit() throws SQLException {
            try {
                if (permits.tryAcquire()) {
                    return;
                }
                Arrays.stream(pools)
                        .filter(pool -> pool.getHikariPoolMXBean() != null
                                && pool.getHikariPoolMXBean().getIdleConnections() > 0)
                        .min(Comparator.comparingLong(
                                pool -> used[Arrays.asList(pools).indexOf(pool)]))
                        .ifPresent(pool -> pool.getHikariPoolMXBean().softEvictConnections());
                if (!permits.tryAcquire(PATIENCE.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                    throw new SQLTransientConnectionException("none left");
                }
            } catch (InterruptedException e) {
                throw new SQLTransientConnectionException("interrupted", e);
            }
        }

        private Connection releasing(Connection connection) {
            AtomicBoolean open = new AtomicBoolean(true);
            return (Connection) Proxy.newProxyInstance(
                    PoolComparison.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, values) -> {
                        try {
                            return method.invoke(connection, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            boolean ended = method.getName().equals("close")
                                    || method.getName().equals("abort");
                            if (ended && open.compareAndSet(true, false)) {
                                permits.release();
                            }
                        }
                    });
        }

        @Override
        public void close() {
            Arrays.stream(pools).forEach(HikariDataSource::close);
        }
    }
}
