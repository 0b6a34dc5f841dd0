package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The server is killed four times, each time while workers stand at the moments of {@link HeldWorkers}. The first kill
 * meets a tenant at each step of its provisioning, of the rotation of its secret and of its removal. One run over the
 * fleet and one rotation of the master key, of which the service has one at a time, are met by all four.
 */
class KillAtEachStepIT {
    private static final Duration DONE = Duration.ofSeconds(60);
    private static final List<String> ROTATION = List.of("store", "spread", "alter", "check", HeldWorkers.END);
    private static final List<String> REMOVAL = List.of("shut", "count", "database", "role", HeldWorkers.END);
    private static final String MIGRATION = "MIGRATE";
    private static final String RESEALING = "RESEAL_SECRETS";
    private static final String SEALED =
            "select sealed_password from tenants union all select sealed_key from signing_keys";
    private static final String OLD_KEY = "old:" + key(1);
    private static final String NEW_KEY = "new:" + key(2);

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;
    private static HeldWorkers workers;
    private static Client operator;

    private String canary;
    private String halfWay;
    private String run;
    private String migration;
    private String resealing;
    private List<String> ofTenants;

    /** With a long lease, since the heart-beat waits for held jobs, and keeps the others waiting. */
    @BeforeAll
    static void start() throws SQLException {
        stack = RunningServer.newStack(
                "kill-at-each-step",
                Map.of(
                        "HELPDESKLY_JOBS_WORKERS", "24",
                        "HELPDESKLY_CONTROL_DB_POOL", "40",
                        "HELPDESKLY_TENANTS_GRACE", "PT0S",
                        "HELPDESKLY_JOBS_LEASE_MS", "600000",
                        "HELPDESKLY_SECRETS_KEYS", NEW_KEY + "," + OLD_KEY));
        superuser = new Superuser(stack);
        helpdeskly = Helpdeskly.of(stack);
        operator = helpdeskly.operator();
        workers = HeldWorkers.in(stack);
    }

    @AfterAll
    static void stop() throws SQLException {
        if (workers != null) {
            workers.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void whatTheServerWasAtWhenItWasKilledIsFinishedAfterItsRestart() throws Exception {
        canary = helpdeskly.newTenant("canary");
        halfWay = helpdeskly.newTenant("half-way");
        List<String> rotated = tenants("rotated-at-", ROTATION);
        List<String> removed = tenants("removed-at-", REMOVAL);
        List<String> moments = momentsOfProvisioning();
        List<String> made = slugs("made-at-", moments);
        EarlierRelease.left(superuser, List.of(canary, halfWay));
        sealUnderTheOldKey();
        hold(made, moments);
        hold(rotated, ROTATION);
        hold(removed, REMOVAL);

        killedAtTheBeginning(orders(made, rotated, removed));
        killedWhileTenantsAreMigrated();
        killedAt(HeldWorkers.RUN, HeldWorkers.RUN_ENDS, "check");
        killedAt(MIGRATION, HeldWorkers.END, HeldWorkers.END);
        startAgain();

        operator = helpdeskly.operator();
        endsAfter(5, migration);
        endsAfter(5, resealing);
        theFleetIsMigrated();
        assertThat(superuser.column(Superuser.CONTROL, SEALED)).allMatch(secret -> secret.startsWith("new:"));
        made.forEach(slug -> helpdeskly.owner(slug).get("/me").is(200));
        rotated.forEach(slug -> assertThat(
                        helpdeskly.owner(slug).get("/tickets").is(200).items("title"))
                .containsExactly("Kept"));
        for (String slug : removed) {
            operator.get("/tenants/" + slug).isProblem(404, "tenant-not-found");
            assertThat(operator.get("/audit?action=tenant.removed&tenant=" + slug)
                            .is(200)
                            .items("after"))
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt).startsWith("1 users, 1 tickets, 0 comments"));
        }
        assertThat(operator.get("/audit/verify").is(200).json().getBoolean("intact"))
                .isTrue();
        Findings.awaitNone(operator);
    }

    /** Asks for everything, at last for the removal whose end holds up the audit. @return the jobs of the tenants */
    private List<String> orders(List<String> made, List<String> rotated, List<String> removed) throws SQLException {
        workers.hold(MIGRATION, "tenants");
        workers.hold(RESEALING, "rows");
        run = operator.post("/migrations", order(canary, halfWay))
                .is(202)
                .json()
                .getString("id");
        migration = operator.get("/jobs?kind=" + MIGRATION).is(200).items("id").get(0);
        resealing = operator.post("/secrets/rotate").is(202).json().getString("id");
        List<String> jobs = new ArrayList<>();
        made.forEach(slug ->
                jobs.add(helpdeskly.requestTenant(operator, slug).is(202).json().getString("jobId")));
        rotated.forEach(slug -> jobs.add(operator.post("/tenants/" + slug + "/rotate-secret")
                .is(202)
                .json()
                .getString("id")));
        removed.forEach(slug ->
                jobs.add(operator.delete("/tenants/" + slug).is(202).json().getString("jobId")));
        return jobs;
    }

    private void killedAtTheBeginning(List<String> jobs) throws SQLException {
        ofTenants = jobs;
        workers.awaitHeld(jobs.size() + 2);
        workers.killServer();
    }

    /** One tenant is migrated and that is not recorded, another one's migration is half done. */
    private void killedWhileTenantsAreMigrated() throws SQLException {
        workers.hold(canary, HeldWorkers.MIGRATED);
        workers.hold(RESEALING, "jobs");
        String database = superuser.databaseOf(halfWay);
        try (Connection lock = stack.postgres().connect(database);
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table users in access exclusive mode");
            startAgain();
            operator = helpdeskly.operator();
            ofTenants.forEach(job -> endsAfter(2, job));
            workers.awaitHeld(2);
            Awaitility.await("a migration is half done")
                    .atMost(DONE)
                    .until(() -> !superuser
                            .column(
                                    "postgres",
                                    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = '"
                                            + database + "'")
                            .isEmpty());
            workers.killServer();
        }
    }

    /**
     * The run comes to its moment when the other job is at its own: that one looks at all jobs before, and would wait for
     * one that is held.
     */
    private static void killedAt(String subject, String moment, String ofResealing) throws SQLException {
        workers.hold(subject, moment);
        workers.hold(RESEALING, ofResealing);
        superuser.execute(
                Superuser.CONTROL,
                "update jobs set status = 'QUEUED', lease_owner = null, lease_until = null,"
                        + " run_at = clock_timestamp() + interval '1 hour' where kind = '" + MIGRATION + "'");
        startAgain();
        workers.awaitHeld(1);
        superuser.execute(
                Superuser.CONTROL, "update jobs set run_at = clock_timestamp() where kind = '" + MIGRATION + "'");
        workers.awaitHeld(2);
        workers.killServer();
    }

    private void theFleetIsMigrated() {
        JsonObject ended = operator.get("/migrations/" + run).is(200).json();
        assertThat(ended.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(ended.getInt("failed")).isZero();
        assertThat(ended.getInt("succeeded") + ended.getInt("skipped")).isEqualTo(ended.getInt("total"));
        for (String slug : List.of(canary, halfWay)) {
            assertThat(operator.get("/tenants/" + slug).is(200).json().getString("schemaVersion"))
                    .isEqualTo(EarlierRelease.LATEST);
            assertThat(helpdeskly.owner(slug).get("/tickets").is(200).items()).isEmpty();
        }
    }

    private static void startAgain() {
        stack.server().start();
        stack.server().awaitReady(Duration.ofMinutes(3));
    }

    private static void endsAfter(int attempts, String job) {
        Awaitility.await("job " + job + " is done")
                .atMost(DONE)
                .untilAsserted(() -> assertThat(
                                operator.get("/jobs/" + job).is(200).json().getString("status"))
                        .isEqualTo("SUCCEEDED"));
        JsonObject ended = operator.get("/jobs/" + job).is(200).json();
        assertThat(ended.getInt("attempts")).as(ended::toString).isEqualTo(attempts);
    }

    private static void hold(List<String> slugs, List<String> moments) throws SQLException {
        for (int i = 0; i < slugs.size(); i++) {
            workers.hold(slugs.get(i), moments.get(i));
        }
    }

    private static List<String> slugs(String prefix, List<String> moments) {
        return moments.stream().map(moment -> newSlug(prefix + moment)).toList();
    }

    /** One tenant for each moment, with a ticket. */
    private static List<String> tenants(String prefix, List<String> moments) {
        List<String> slugs = slugs(prefix, moments);
        slugs.forEach(slug -> helpdeskly.requestTenant(operator, slug).is(202));
        for (String slug : slugs) {
            awaitStatus(operator, slug, "ACTIVE");
            newTicket(helpdeskly.owner(slug), "Kept");
        }
        return slugs;
    }

    private List<String> momentsOfProvisioning() {
        JsonObject job = operator.get("/jobs?tenant=" + canary).is(200).items().get(0);
        List<String> moments = new ArrayList<>(job.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                .map(step -> step.getString("name"))
                .toList());
        moments.add(HeldWorkers.END);
        return moments;
    }

    private static JsonObject order(String... canaries) {
        return Json.createObjectBuilder()
                .add(
                        "waves",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("tenants", Json.createArrayBuilder(List.of(canaries)))))
                .add("parallelism", 4)
                .add("haltAtFailureRatio", 0)
                .build();
    }

    /** So that there is something to be sealed anew. */
    private static void sealUnderTheOldKey() throws SQLException {
        SecretBox box = new SecretBox(OLD_KEY + "," + NEW_KEY);
        try (Connection connection = stack.postgres().connect(Superuser.CONTROL);
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            try (ResultSet rows = statement.executeQuery("select id, sealed_password from tenants")) {
                while (rows.next()) {
                    rows.updateString(2, box.reseal(rows.getString(2), rows.getString(1)));
                    rows.updateRow();
                }
            }
        }
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        key[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(key);
    }
}
