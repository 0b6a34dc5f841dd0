package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a database's trouble the clients see: 503 while it lasts, of that tenant alone, and never 500. */
class DatabaseTroubleIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int KILLS = 60;

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;

    private Client operator;
    private String slug;
    private Client owner;

    /** Idle connections are looked after often, and known tenants are read again often, so that tests need not wait. */
    @BeforeAll
    static void start() {
        stack = RunningServer.newStack(
                "trouble", Map.of("HELPDESKLY_CONNECTIONS_TEST_MS", "1000", "HELPDESKLY_DIRECTORY_EXPIRY_MS", "500"));
        superuser = new Superuser(stack);
        helpdeskly = Helpdeskly.of(stack);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void tenant() {
        operator = helpdeskly.operator();
        slug = helpdeskly.newTenant("trouble");
        owner = helpdeskly.owner(slug);
        newTicket(owner, "Before");
    }

    @Test
    void tenantWhoseDatabaseRefusesConnectionsIsAloneUnavailable() throws Exception {
        String database = superuser.databaseOf(slug);
        Client other = helpdeskly.owner(helpdeskly.newTenant("healthy"));
        try (Load load = Load.of(8, caller -> caller < 4 ? listing(owner) : listing(other))) {
            load.await(40);
            superuser.shut(database);
            load.await(200);
            assertUnavailable(owner.get("/tickets"));
            assertUnavailable(owner.post("/tickets", json("title", "Now", "description", "No")));
            assertUnavailable(helpdeskly
                    .tenant(slug)
                    .post("/auth/token", json("email", Helpdeskly.ownerOf(slug), "password", Helpdeskly.PASSWORD)));

            List<Load.Answered> answers = load.stop();
            assertThat(answers)
                    .filteredOn(answered -> answered.caller() >= 4)
                    .extracting(Load.Answered::status)
                    .containsOnly(200);
            assertThat(answers)
                    .filteredOn(answered -> answered.caller() < 4)
                    .extracting(Load.Answered::status)
                    .containsOnly(200, 503);
            assertThat(answers).filteredOn(answered -> answered.status() == 503).allSatisfy(answered -> {
                assertUnavailable(answered.answer());
                assertThat(answered.took()).isLessThan(SOON);
            });
        } finally {
            superuser.reopen(database);
        }
        owner.get("/tickets").is(200);
        newTicket(owner, "After");
    }

    @Test
    void connectionsThatAreKilledUnderLoadCostAtMostTheRequestsInProgress() throws Exception {
        String database = superuser.databaseOf(slug);
        int killed = 0;
        try (Load load = Load.of(10, caller -> caller < 5 ? listing(owner) : writing(owner))) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.await(10);
                killed += superuser.killOne(database) ? 1 : 0;
            }
            assertThat(killed).isGreaterThan(KILLS / 2);
            load.await(20);

            List<Load.Answered> answers = load.stop();
            List<Load.Answered> failed = answers.stream()
                    .filter(answered -> answered.status() >= 400)
                    .toList();
            figures("killed", killed, "answered", answers.size(), "failed", failed.size());
            assertThat(failed).allSatisfy(answered -> assertUnavailable(answered.answer()));
            assertThat(failed).hasSizeLessThanOrEqualTo(killed);
            int written = (int) answers.stream()
                    .filter(answered -> answered.status() == 201)
                    .count();
            assertThat(tickets(database))
                    .as("those that were answered, and at most those of which the commit was not heard")
                    .isBetween(written + 1, written + 1 + failed.size());
        }
        for (int i = 0; i < 20; i++) {
            owner.get("/tickets").is(200);
        }
        noPlaceOfTheBudgetIsLost(database);
    }

    @Test
    void idleConnectionsThatAreKilledCostNothing() throws Exception {
        String database = superuser.databaseOf(slug);
        for (int round = 0; round < 5; round++) {
            try (Load load = Load.of(5, caller -> listing(owner))) {
                load.await(50);
                assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200);
            }
            superuser.execute(
                    "postgres",
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database + "'");
            newTicket(owner, "Round " + round);
            owner.get("/tickets").is(200);
        }
    }

    @Test
    void restartOfPostgresIsOverWithinSecondsForAllTenantsAndBothPlanes() throws Exception {
        String another = helpdeskly.newTenant("restart");
        Client other = helpdeskly.owner(another);
        List<Supplier<Answer>> calls = List.of(
                listing(owner),
                writing(owner),
                listing(other),
                writing(other),
                () -> operator.get("/tenants"),
                () -> operator.get("/jobs"));
        try (Load load = Load.of(calls.size(), calls::get)) {
            load.await(60);
            stack.postgres().restart();
            long up = System.nanoTime();
            for (Supplier<Answer> call : calls) {
                Awaitility.await().atMost(SOON).until(() -> call.get().status() < 300);
            }
            figures("served again after ms", (System.nanoTime() - up) / 1_000_000);
            load.await(60);
            int settled = load.size();
            load.await(120);

            List<Load.Answered> answers = load.stop();
            figures(
                    "answered",
                    answers.size(),
                    "unavailable",
                    answers.stream()
                            .filter(answered -> answered.status() == 503)
                            .count());
            assertThat(answers).extracting(Load.Answered::status).containsOnly(200, 201, 503);
            assertThat(answers)
                    .filteredOn(answered -> answered.status() == 503)
                    .allSatisfy(answered -> assertUnavailable(answered.answer()));
            assertThat(answers.subList(settled, answers.size()))
                    .extracting(Load.Answered::status)
                    .containsOnly(200, 201);
            List<String> acknowledged = answers.stream()
                    .filter(answered -> answered.status() == 201)
                    .map(answered -> answered.answer().json().getString("id"))
                    .toList();
            assertThat(acknowledged).isNotEmpty();
            List<String> kept = new ArrayList<>(superuser.column(superuser.databaseOf(slug), "select id from tickets"));
            kept.addAll(superuser.column(superuser.databaseOf(another), "select id from tickets"));
            assertThat(kept).as("no write that was acknowledged is lost").containsAll(acknowledged);
        }
        helpdeskly.owner(helpdeskly.newTenant("after")).get("/me").is(200);
    }

    @Test
    void knownTenantsAreServedWhileTheControlDatabaseIsAway() throws Exception {
        String unknown = helpdeskly.newTenant("unknown");
        operator.patch("/tenants/" + slug, json("name", "Changed a moment before"))
                .is(200);
        superuser.crowdOut(Superuser.CONTROL);
        try (Load load = Load.of(4, caller -> caller < 2 ? listing(owner) : writing(owner))) {
            Awaitility.await("tenants are read again, in vain")
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> owner.get("/tickets").status() == 200);
            helpdeskly.owner(slug).get("/me").is(200);
            assertUnavailable(helpdeskly.tenant(unknown).get("/tickets"));
            operator.get("/tenants").isProblem(503, "unavailable");
            assertThat(helpdeskly.atControl().get("/health/ready").is(200).body())
                    .contains("\"status\":\"UP\"")
                    .contains("\"reachable\":false");
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200, 201);
        } finally {
            superuser.reopen(Superuser.CONTROL);
        }
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> helpdeskly.owner(unknown).get("/tickets").is(200));
        operator.post("/tenants/" + slug + "/suspend", json("reason", "unpaid")).is(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> owner.get("/tickets").isProblem(403, "tenant-inactive"));
    }

    @Test
    void controlPlaneTellsWithinSecondsThatItsDatabaseIsAwayHoweverItIs() throws Exception {
        try {
            superuser.shut(Superuser.CONTROL);
            assertControlPlaneIsUnavailable();
            superuser.reopen(Superuser.CONTROL);
            operator.get("/tenants").is(200);
            superuser.crowdOut(Superuser.CONTROL);
            assertControlPlaneIsUnavailable();
        } finally {
            superuser.reopen(Superuser.CONTROL);
        }
        operator.get("/tenants").is(200);
        stack.postgres().killHard();
        try {
            assertControlPlaneIsUnavailable();
        } finally {
            stack.postgres().start();
        }
        Awaitility.await().atMost(SOON).until(() -> operator.get("/tenants").status() == 200);
    }

    private void assertControlPlaneIsUnavailable() {
        List<Supplier<Answer>> calls = List.of(
                () -> operator.get("/tenants"),
                () -> operator.get("/tenants/" + slug),
                () -> operator.get("/jobs"),
                () -> operator.get("/audit"),
                () -> operator.patch("/tenants/" + slug, json("name", "Another")),
                () -> operator.post("/tenants/" + slug + "/deactivate"),
                () -> helpdeskly.requestTenant(operator, Helpdeskly.newSlug("away")),
                () -> helpdeskly
                        .controlApi()
                        .post("/auth/token", json("email", "admin@helpdeskly.local", "password", "admin")));
        for (Supplier<Answer> call : calls) {
            long begin = System.nanoTime();
            call.get().isProblem(503, "unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }

    private static Supplier<Answer> listing(Client client) {
        return () -> client.get("/tickets?limit=5");
    }

    private static Supplier<Answer> writing(Client client) {
        return () -> client.post("/tickets", json("title", "Under load", "description", "Written while it burns"));
    }

    private static void assertUnavailable(Answer answer) {
        answer.isProblem(503, answer.body().contains("tenant-unavailable") ? "tenant-unavailable" : "unavailable");
    }

    private static int tickets(String database) throws Exception {
        return Integer.parseInt(
                superuser.column(database, "select count(*) from tickets").get(0));
    }

    /** When all connections are dead, the node finds out by itself and counts none. */
    private void noPlaceOfTheBudgetIsLost(String database) throws Exception {
        superuser.execute(
                "postgres",
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database + "'");
        Awaitility.await("no connection is counted")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !operator.get("/connections")
                        .is(200)
                        .json()
                        .getJsonObject("connectionsByTenant")
                        .containsKey(slug));
    }

    private static void figures(Object... namesAndValues) {
        System.getLogger(DatabaseTroubleIT.class.getName())
                .log(System.Logger.Level.INFO, List.of(namesAndValues).toString());
    }
}
