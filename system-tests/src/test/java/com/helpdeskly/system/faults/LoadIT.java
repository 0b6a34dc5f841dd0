package com.helpdeskly.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thirty tenants on ten connections, and many callers at once. */
class LoadIT {
    private static Stack stack;
    private static Helpdeskly helpdeskly;
    private static List<Client> owners;

    @BeforeAll
    static void thirtyTenants() throws Exception {
        stack = RunningServer.newStack("budget", Map.of("HELPDESKLY_CONNECTIONS_MAX", "10"));
        helpdeskly = Helpdeskly.of(stack);
        owners = Owners.of(helpdeskly, 30);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** Tokens outlive a restart; clients do not, so that each of these requests finds none. The server itself is warm. */
    @Test
    void twoHundredFirstRequestsOfATenantMakeOneClient() throws Exception {
        stack.server().restart();
        Client operator = helpdeskly.operator();
        for (int i = 0; i < 300; i++) {
            owners.get(1).get("/tickets").is(200);
        }
        assertThat(operator.get("/connections").is(200).json().getInt("activeClients"))
                .isEqualTo(1);

        List<Answer> answers = all(200, caller -> () -> owners.get(0).get("/tickets"));

        for (Answer answer : answers) {
            answer.is(200);
        }
        JsonObject figures = operator.get("/connections").is(200).json();
        assertThat(figures.getInt("activeClients")).isEqualTo(2);
        assertThat(figures.getJsonObject("connectionsByTenant").values())
                .allSatisfy(
                        count -> assertThat(Integer.parseInt(count.toString())).isBetween(1, 5));
        assertThat(Files.readAllLines(stack.server().log()))
                .filteredOn(line -> line.contains("A client was made"))
                .hasSize(2);
    }

    @Test
    void budgetOfTenIsALimitOnTheServerAndCallersGetTheirAnswerOr429() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService observer = Executors.newSingleThreadExecutor();
        Future<Integer> peak = observer.submit(() -> peak(done));
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();

        List<List<Answer>> answers = all(60, caller -> () -> {
            List<Answer> mine = new ArrayList<>();
            while (System.nanoTime() < end) {
                mine.add(owners.get(caller % 30).get("/tickets"));
            }
            return mine;
        });

        done.set(true);
        observer.shutdown();
        long served = answers.stream()
                .flatMap(List::stream)
                .filter(answer -> answer.status() == 200)
                .count();
        long refused = answers.stream()
                .flatMap(List::stream)
                .filter(answer -> answer.status() == 429)
                .count();
        System.getLogger("budget")
                .log(System.Logger.Level.INFO, "served {0}, refused {1}, peak {2}", served, refused, peak.get());
        assertThat(answers)
                .allSatisfy(mine -> assertThat(mine).allSatisfy(answer -> {
                    if (answer.status() != 200) {
                        answer.isProblem(429, "tenant-connection-limit");
                    }
                }));
        assertThat(served).isPositive();
        assertThat(peak.get()).isBetween(1, 10);
    }

    /** Its five connections are stuck in its database; whoever else of it comes waits his time and is told to come back. */
    @Test
    void tenantWhoseConnectionsAreAllStuckIsRefusedAfterTheWaitAndNobodyElse() throws Exception {
        Superuser superuser = new Superuser(stack);
        String slug = helpdeskly.newTenant("stuck");
        Client stuck = helpdeskly.owner(slug);
        stuck.get("/tickets").is(200);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (Connection holder = stack.postgres().connect(superuser.databaseOf(slug))) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table tickets in access exclusive mode");
            List<Future<Answer>> callers = new ArrayList<>();
            for (int caller = 0; caller < 12; caller++) {
                callers.add(threads.submit(() -> stuck.get("/tickets")));
            }
            Awaitility.await("all but five are refused")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> callers.stream().filter(Future::isDone).count() == 7);
            for (Client other : owners.subList(20, 25)) {
                other.get("/tickets").is(200);
            }
            holder.rollback();

            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> caller : callers) {
                Answer answer = caller.get();
                statuses.add(answer.status());
                if (answer.status() != 200) {
                    answer.isProblem(429, "tenant-connection-limit");
                }
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
            stuck.get("/tickets").is(200);
        } finally {
            threads.shutdown();
        }
    }

    /** Calls of as many threads, all at once. */
    private static <T> List<T> all(int callers, IntFunction<Callable<T>> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                calls.add(call.apply(caller));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static int peak(AtomicBoolean done) throws SQLException {
        int peak = 0;
        try (Connection connection = stack.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
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
}
