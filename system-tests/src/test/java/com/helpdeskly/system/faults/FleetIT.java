package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs over a fleet of tenants that an earlier release has left one schema version behind. */
class FleetIT {
    private static final int TENANTS = 40;
    private static final Duration RUN = Duration.ofSeconds(90);

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;
    private static Client operator;
    private static final List<String> FLEET = new ArrayList<>();

    @BeforeAll
    static void start() {
        stack = RunningServer.newStack(
                "fleet", Map.of("HELPDESKLY_JOBS_LEASE_MS", "4000", "HELPDESKLY_TENANTS_GRACE", "PT0S"));
        superuser = new Superuser(stack);
        helpdeskly = Helpdeskly.of(stack);
        operator = helpdeskly.operator();
        for (int i = 0; i < TENANTS; i++) {
            FLEET.add(newSlug("fleet"));
            helpdeskly.requestTenant(operator, FLEET.get(i)).is(202);
        }
        FLEET.forEach(slug -> awaitStatus(operator, slug, "ACTIVE"));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void tenantsThatFailAreAloneUnavailableUntilTheyAreMended() throws Exception {
        EarlierRelease.left(superuser, FLEET);
        List<String> broken = FLEET.subList(10, 13);
        for (String slug : broken) {
            sabotage(slug);
        }
        Client owner = helpdeskly.owner(FLEET.get(30));
        owner.get("/tickets").is(200);
        try (Load load = Load.of(2, caller -> () -> owner.get("/tickets"))) {
            load.await(10);
            JsonObject run = run(order(0.2, wave(FLEET.get(0)), wave(25)).add("parallelism", 4));
            assertThat(run.getJsonArray("waves")).hasSize(3);
            JsonObject ended = awaitEnd(run, "FAILED");
            assertThat(ended.getInt("total")).isEqualTo(TENANTS);
            assertThat(ended.getInt("succeeded")).isEqualTo(TENANTS - 3);
            assertThat(ended.getInt("failed")).isEqualTo(3);
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200);

            List<JsonObject> failed = operator.get("/migrations/" + run.getString("id") + "/tenants?status=FAILED")
                    .is(200)
                    .hidesInternals()
                    .items();
            assertThat(failed)
                    .extracting(tenant -> tenant.getString("slug"))
                    .containsExactlyInAnyOrderElementsOf(broken);
            assertThat(failed).allSatisfy(tenant -> {
                assertThat(tenant.getString("error")).isNotBlank();
                assertThat(tenant.getString("from")).isEqualTo(EarlierRelease.BEFORE);
                assertThat(tenant.getString("to")).isEqualTo(EarlierRelease.LATEST);
            });
            for (String slug : FLEET) {
                JsonObject tenant = operator.get("/tenants/" + slug).is(200).json();
                assertThat(tenant.getString("schemaVersion"))
                        .isEqualTo(broken.contains(slug) ? EarlierRelease.BEFORE : EarlierRelease.LATEST);
                if (broken.contains(slug)) {
                    assertThat(tenant.getString("schemaError")).isNotBlank();
                    helpdeskly.tenant(slug).get("/tickets").isProblem(503, "tenant-unavailable");
                } else {
                    helpdeskly.tenant(slug).get("/tickets").isProblem(401, "unauthorized");
                }
            }

            for (String slug : broken) {
                mend(slug);
            }
            operator.post("/migrations/" + run.getString("id") + "/retry").is(202);
            assertThat(awaitEnd(run, "SUCCEEDED").getInt("succeeded")).isEqualTo(TENANTS);
            for (String slug : broken) {
                helpdeskly.owner(slug).get("/tickets").is(200);
            }
        }
    }

    @Test
    void canaryThatFailsHaltsTheRunAndNobodyElseIsTouched() throws Exception {
        EarlierRelease.left(superuser, FLEET);
        String canary = FLEET.get(5);
        sabotage(canary);
        JsonObject run = run(order(0, wave(canary)));
        JsonObject halted = awaitEnd(run, "HALTED");
        assertThat(halted.getString("reason")).isEqualTo("1 of the 1 tenants of wave 1 failed.");
        assertThat(operator.get("/migrations/" + run.getString("id") + "/tenants?status=QUEUED&limit=100")
                        .is(200)
                        .items())
                .hasSize(TENANTS - 1);
        for (String slug : FLEET) {
            assertThat(operator.get("/tenants/" + slug).is(200).json().getString("schemaVersion"))
                    .isEqualTo(EarlierRelease.BEFORE);
        }
        mend(canary);
        operator.post("/migrations/" + run.getString("id") + "/retry").is(202);
        awaitEnd(run, "SUCCEEDED");
        operator.post("/migrations/" + run.getString("id") + "/resume").isProblem(409, "migration-state");
    }

    @Test
    void dryRunTellsWhatWouldRunAndTouchesNobody() throws Exception {
        EarlierRelease.left(superuser, FLEET.subList(0, 2));
        JsonObject run = run(order(0.1, wave(FLEET.get(1))).add("dryRun", true));
        assertThat(run.getString("status")).isEqualTo("PLANNED");
        assertThat(run.getInt("total")).isEqualTo(TENANTS);
        String path = "/migrations/" + run.getString("id");
        JsonObject first = operator.get(path + "/tenants?limit=100").is(200).items().stream()
                .filter(tenant -> tenant.getInt("wave") == 1)
                .findFirst()
                .orElseThrow();
        assertThat(first.getString("slug")).isEqualTo(FLEET.get(1));
        assertThat(first.getString("from")).isEqualTo(EarlierRelease.BEFORE);
        operator.post(path + "/resume").isProblem(409, "migration-state");
        assertThat(operator.get("/tenants/" + FLEET.get(0)).is(200).json().getString("schemaVersion"))
                .isEqualTo(EarlierRelease.BEFORE);
        awaitEnd(run(order(0)), "SUCCEEDED");
    }

    @Test
    void runIsPausedAndResumedAndGoesOnAfterAKill() throws Exception {
        EarlierRelease.left(superuser, FLEET);
        String held = superuser.databaseOf(FLEET.get(0));
        JsonObject run;
        try (Connection holder = stack.postgres().connect(held)) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table users in access exclusive mode");
            run = run(order(0.1, wave(FLEET.get(0))).add("parallelism", 2));
            operator.post("/migrations", order(0.1).build()).isProblem(409, "migration-state");
            String path = "/migrations/" + run.getString("id");
            Awaitility.await("the first tenant is under way")
                    .atMost(RUN)
                    .until(() -> operator.get(path + "/tenants?status=RUNNING")
                                    .is(200)
                                    .items()
                                    .size()
                            == 1);
            operator.post(path + "/pause").is(202);
            operator.post(path + "/pause").isProblem(409, "migration-state");
            stack.server().killHard();
            holder.rollback();
        }
        stack.server().start();
        stack.server().awaitReady(Duration.ofMinutes(3));
        operator = helpdeskly.operator();
        String path = "/migrations/" + run.getString("id");
        assertThat(operator.get(path).is(200).json().getString("status")).isEqualTo("PAUSED");
        operator.post(path + "/resume").is(202);
        JsonObject ended = awaitEnd(run, "SUCCEEDED");
        assertThat(ended.getInt("succeeded") + ended.getInt("skipped")).isEqualTo(TENANTS);
        for (String slug : FLEET) {
            helpdeskly.owner(slug).get("/tickets").is(200);
        }
    }

    @Test
    void runGoesOnWhenPostgresIsRestartedInItsMiddle() throws Exception {
        EarlierRelease.left(superuser, FLEET);
        JsonObject run = run(order(0.1).add("parallelism", 2));
        String path = "/migrations/" + run.getString("id");
        Awaitility.await("it is in its middle")
                .atMost(RUN)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> operator.get(path).is(200).json().getInt("succeeded") >= 5);
        stack.postgres().restart();
        JsonObject ended = awaitEnd(run, "SUCCEEDED");
        assertThat(ended.getInt("succeeded") + ended.getInt("skipped")).isEqualTo(ended.getInt("total"));
        for (String slug : FLEET) {
            helpdeskly.owner(slug).get("/tickets").is(200);
        }
    }

    @Test
    void tenantThatIsRemovedMeanwhileIsPassedOver() throws Exception {
        String canary = FLEET.get(0);
        String removed = helpdeskly.newTenant("removed");
        EarlierRelease.left(superuser, List.of(canary, removed));
        JsonObject run;
        try (Connection holder = stack.postgres().connect(superuser.databaseOf(canary))) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table users in access exclusive mode");
            run = run(order(0, wave(canary)));
            operator.delete("/tenants/" + removed).is(202);
            Awaitility.await("the tenant is gone")
                    .atMost(RUN)
                    .untilAsserted(() -> operator.get("/tenants/" + removed).isProblem(404, "tenant-not-found"));
        }
        JsonObject ended = awaitEnd(run, "SUCCEEDED");
        assertThat(operator.get("/migrations/" + run.getString("id") + "/tenants?status=SKIPPED&limit=100")
                        .is(200)
                        .items("slug"))
                .contains(removed);
        assertThat(ended.getInt("failed")).isZero();
    }

    @Test
    void orderThatCannotBeCarriedOutIsRefusedWithAllThatIsWrong() {
        JsonObject wrong = Json.createObjectBuilder()
                .add("targetVersion", "latest")
                .add("parallelism", 0)
                .add("haltAtFailureRatio", 1.5)
                .add("waves", Json.createArrayBuilder().add(Json.createObjectBuilder()))
                .build();
        assertThat(operator.post("/migrations", wrong)
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("haltAtFailureRatio", "parallelism", "targetVersion", "waves[0].tenants");
        assertThat(operator.post(
                                "/migrations",
                                order(0.1, wave("nobody-at-all"))
                                        .add("targetVersion", 99)
                                        .build())
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("targetVersion", "waves[0].tenants");
        operator.get("/migrations/nothing").isProblem(404, "migration-not-found");
    }

    private static JsonObject run(JsonObjectBuilder order) {
        return operator.post("/migrations", order.build()).is(202).json();
    }

    private static JsonObjectBuilder order(double ratio, JsonObject... waves) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (JsonObject wave : waves) {
            list.add(wave);
        }
        return Json.createObjectBuilder().add("waves", list).add("haltAtFailureRatio", ratio);
    }

    private static JsonObject wave(String slug) {
        return Json.createObjectBuilder()
                .add("tenants", Json.createArrayBuilder().add(slug))
                .build();
    }

    private static JsonObject wave(int percent) {
        return Json.createObjectBuilder().add("percent", percent).build();
    }

    private static JsonObject awaitEnd(JsonObject run, String status) {
        String path = "/migrations/" + run.getString("id");
        Awaitility.await("the run is " + status)
                .atMost(RUN)
                .untilAsserted(
                        () -> assertThat(operator.get(path).is(200).json().getString("status"))
                                .isEqualTo(status));
        return operator.get(path).is(200).json();
    }

    private static void sabotage(String slug) throws SQLException {
        superuser.execute(superuser.databaseOf(slug), "create table answered_requests (nothing integer)");
    }

    private static void mend(String slug) throws SQLException {
        superuser.execute(superuser.databaseOf(slug), "drop table answered_requests");
    }
}
