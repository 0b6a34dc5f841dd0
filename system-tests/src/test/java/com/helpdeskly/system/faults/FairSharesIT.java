package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One tenant's requests are many and slow, on a node with twenty threads; the others do not feel it. */
class FairSharesIT {
    private static final Duration STATEMENT = Duration.ofSeconds(3);

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;

    @BeforeAll
    static void start() {
        stack = RunningServer.newStack(
                "shares",
                Map.of(
                        "HELPDESKLY_THREADS",
                        "20",
                        "HELPDESKLY_TENANTS_STATEMENT_MS",
                        String.valueOf(STATEMENT.toMillis()),
                        "HELPDESKLY_CONNECTIONS_WAIT_MS",
                        "20000"));
        superuser = new Superuser(stack);
        helpdeskly = Helpdeskly.of(stack);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void tenantWithSixtySlowRequestsTakesNoThreadFromTheOthers() throws Exception {
        String slug = helpdeskly.newTenant("loud");
        Client loud = helpdeskly.owner(slug);
        Client quiet = helpdeskly.owner(helpdeskly.newTenant("quiet"));
        loud.get("/tickets").is(200);
        quiet.get("/tickets").is(200);
        ExecutorService threads = Executors.newFixedThreadPool(60);
        try (Connection holder = stack.postgres().connect(superuser.databaseOf(slug))) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table tickets in access exclusive mode");
            List<Future<Answer>> callers = new ArrayList<>();
            for (int caller = 0; caller < 60; caller++) {
                callers.add(threads.submit(() -> loud.get("/tickets")));
            }
            Awaitility.await("all connections of the tenant wait")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> waiting(slug) == 5);
            for (int i = 0; i < 20; i++) {
                long begin = System.nanoTime();
                quiet.get("/tickets").is(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
            }
            holder.rollback();
            for (Future<Answer> caller : callers) {
                Answer answer = caller.get();
                if (answer.status() == 429) {
                    answer.isProblem(429, "tenant-request-limit");
                } else if (answer.status() == 503) {
                    answer.isProblem(503, "tenant-unavailable");
                } else {
                    answer.is(200);
                }
            }
            assertThat(callers)
                    .anySatisfy(caller -> assertThat(caller.get().status()).isEqualTo(200));
        } finally {
            threads.shutdown();
        }
        loud.get("/tickets").is(200);
    }

    private static int waiting(String slug) throws Exception {
        return superuser
                .column(
                        "postgres",
                        "select pid::text from pg_stat_activity where wait_event_type = 'Lock' and datname = '"
                                + superuser.databaseOf(slug) + "'")
                .size();
    }

    @Test
    void requestsBeyondTheShareWaitAndAreAnswered() throws Exception {
        Client loud = helpdeskly.owner(helpdeskly.newTenant("many"));
        try (Load load = Load.of(60, caller -> () -> loud.get("/tickets?limit=1"))) {
            load.await(600);
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200);
        }
    }

    @Test
    void requestThatWaitedIsAnsweredAsItAskedAndNotAsOneForWhichItMadeWay() throws Exception {
        List<String> slugs = List.of(helpdeskly.newTenant("one"), helpdeskly.newTenant("two"));
        List<Client> owners = slugs.stream().map(helpdeskly::owner).toList();
        for (int tenant = 0; tenant < slugs.size(); tenant++) {
            for (int number = 1; number <= 10; number++) {
                newTicket(owners.get(tenant), slugs.get(tenant) + " / " + number);
            }
        }
        try (Load load = Load.of(60, caller -> () -> {
            int tenant = caller % 2;
            int number = 1 + caller / 2 % 10;
            Client owner = owners.get(tenant);
            if (caller % 4 < 2) {
                Answer answer = owner.get("/tickets/" + number);
                assertThat(answer.is(200).json().getString("title")).isEqualTo(slugs.get(tenant) + " / " + number);
                return answer;
            }
            Answer answer = owner.get("/tickets?limit=" + number + "&q=" + slugs.get(tenant) + "%20%2F");
            assertThat(answer.is(200).items("title"))
                    .hasSize(number)
                    .allMatch(title -> title.startsWith(slugs.get(tenant)));
            return answer;
        })) {
            load.await(3_000);
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200);
        }
    }

    @Test
    void statementThatTakesTooLongIsCancelled() throws Exception {
        String slug = helpdeskly.newTenant("slow");
        Client owner = helpdeskly.owner(slug);
        owner.get("/tickets").is(200);
        try (Connection holder = stack.postgres().connect(superuser.databaseOf(slug))) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table tickets in access exclusive mode");
            long begin = System.nanoTime();
            owner.get("/tickets").isProblem(503, "tenant-unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(STATEMENT, STATEMENT.plusSeconds(3));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> owner.get("/tickets").status() == 200);
    }
}
