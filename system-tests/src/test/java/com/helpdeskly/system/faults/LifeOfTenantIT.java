package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Maintenance, deletion, restoring and removal of tenants, and what operators do with the jobs behind them. */
class LifeOfTenantIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration REMOVAL = Duration.ofSeconds(30);

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;
    private static Client operator;

    @BeforeAll
    static void start() {
        stack = RunningServer.newStack(
                "life", Map.of("HELPDESKLY_TENANTS_GRACE", GRACE.toString(), "HELPDESKLY_JOBS_MAX_ATTEMPTS", "3"));
        superuser = new Superuser(stack);
        helpdeskly = Helpdeskly.of(stack);
        operator = helpdeskly.operator();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void maintenanceKeepsThePeopleOutAndNobodyElse() {
        String slug = helpdeskly.newTenant("maintained");
        Client owner = helpdeskly.owner(slug);
        Client other = helpdeskly.owner(helpdeskly.newTenant("served"));

        JsonObject tenant = maintenance(slug, true, "New disks").is(200).json();
        assertThat(tenant.getString("status")).isEqualTo("ACTIVE");
        assertThat(tenant.getBoolean("maintenance")).isTrue();
        assertThat(tenant.getString("maintenanceReason")).isEqualTo("New disks");
        await(() -> owner.get("/tickets").isProblem(503, "tenant-unavailable"));
        helpdeskly
                .tenant(slug)
                .post("/auth/token", json("email", Helpdeskly.ownerOf(slug), "password", Helpdeskly.PASSWORD))
                .isProblem(503, "tenant-unavailable");
        other.get("/tickets").is(200);

        maintenance(slug, false, null).is(200);
        await(() -> owner.get("/tickets").is(200));
        assertThat(operator.get("/audit?tenant=" + slug).is(200).items("action"))
                .startsWith("tenant.maintenance-end", "tenant.maintenance");
        assertThat(operator.post("/tenants/" + slug + "/maintenance", json("enabled", "yes"))
                        .isProblem(400, "invalid-request")
                        .violations())
                .contains("enabled");
        assertThat(maintenance(slug, true, null)
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("reason");
    }

    @Test
    void deletedTenantIsWhatItWasWhenItIsRestoredInTime() {
        String slug = helpdeskly.newTenant("restored");
        Client owner = helpdeskly.owner(slug);
        newTicket(owner, "Kept");
        operator.post("/tenants/" + slug + "/suspend", json("reason", "unpaid")).is(200);

        JsonObject deleted = operator.delete("/tenants/" + slug).is(202).json();
        assertThat(deleted.getString("status")).isEqualTo("DELETING");
        assertThat(deleted.getString("deleteAfter")).isNotBlank();
        await(() -> owner.get("/tickets").isProblem(403, "tenant-inactive"));
        operator.delete("/tenants/" + slug).isProblem(409, "tenant-state");
        operator.post("/tenants/" + slug + "/activate").isProblem(409, "tenant-state");
        assertThat(maintenance(slug, true, "No").isProblem(409, "tenant-state").body())
                .contains("ACTIVE");
        operator.post("/jobs/" + deleted.getString("jobId") + "/cancel").isProblem(409, "job-state");

        JsonObject restored =
                operator.post("/tenants/" + slug + "/restore").is(202).json();
        assertThat(restored.getString("status")).isEqualTo("SUSPENDED");
        assertThat(restored.getString("statusReason")).isEqualTo("unpaid");
        JsonObject job =
                operator.get("/jobs/" + deleted.getString("jobId")).is(200).json();
        assertThat(job.getString("kind")).isEqualTo("REMOVE");
        assertThat(job.getString("status")).isEqualTo("FAILED");
        assertThat(job.getString("error")).startsWith("Taken back by");
        operator.post("/jobs/" + deleted.getString("jobId") + "/retry").isProblem(409, "job-state");
        operator.post("/tenants/" + slug + "/restore").isProblem(409, "tenant-state");
        operator.post("/tenants/" + slug + "/activate").is(200);
        await(() -> assertThat(owner.get("/tickets").is(200).items("title")).containsExactly("Kept"));
    }

    @Test
    void removedTenantLeavesAReceiptAndNothingElse() throws SQLException {
        String slug = helpdeskly.newTenant("removed");
        Client owner = helpdeskly.owner(slug);
        newTicket(owner, "One");
        newTicket(owner, "Two");
        String database = superuser.databaseOf(slug);
        JsonObject deleted = operator.delete("/tenants/" + slug).is(202).json();

        Awaitility.await("the tenant is gone")
                .atMost(REMOVAL)
                .untilAsserted(() -> operator.get("/tenants/" + slug).isProblem(404, "tenant-not-found"));
        await(() -> owner.get("/tickets").isProblem(404, "tenant-not-found"));
        assertThat(superuser.column("postgres", "select datname from pg_database where datname = '" + database + "'"))
                .isEmpty();
        assertThat(superuser.column("postgres", "select rolname from pg_roles where rolname = '" + database + "'"))
                .isEmpty();
        assertThat(superuser.column(
                        Superuser.CONTROL, "select 1 from tenants where database_name = '" + database + "'"))
                .isEmpty();
        JsonObject receipt = operator.get("/audit?tenant=" + slug + "&action=tenant.removed")
                .is(200)
                .items()
                .get(0);
        assertThat(receipt.getString("after")).startsWith("1 users, 2 tickets, 0 comments, ");
        JsonObject job =
                operator.get("/jobs/" + deleted.getString("jobId")).is(200).json();
        assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(operator.get("/jobs?tenant=" + deleted.getString("id"))
                        .is(200)
                        .items("kind"))
                .containsExactly("REMOVE", "PROVISION");

        helpdeskly.requestTenant(operator, slug).is(202);
        awaitStatus(operator, slug, "ACTIVE");
        owner.get("/tickets").isProblem(403, "tenant-mismatch");
        assertThat(helpdeskly.owner(slug).get("/tickets").is(200).items()).isEmpty();
    }

    @Test
    void tenantThatWasNeverMadeIsRemovedAsWell() throws SQLException {
        String slug = failed();
        operator.delete("/tenants/" + slug).is(202);
        Awaitility.await("the tenant is gone")
                .atMost(REMOVAL)
                .untilAsserted(() -> operator.get("/tenants/" + slug).isProblem(404, "tenant-not-found"));
        assertThat(operator.get("/audit?tenant=" + slug + "&action=tenant.removed")
                        .is(200)
                        .items("after"))
                .containsExactly("no database");
    }

    @Test
    void removalThatFailsKeepsItsReasonUntilItIsRunAgain() throws SQLException {
        String slug = helpdeskly.newTenant("stuck");
        String database = superuser.databaseOf(slug);
        superuser.execute("postgres", "alter database " + database + " owner to postgres");
        String job = operator.delete("/tenants/" + slug).is(202).json().getString("jobId");
        Awaitility.await("the job is given up")
                .atMost(REMOVAL)
                .untilAsserted(() -> assertThat(status(job)).isEqualTo("FAILED"));
        JsonObject tenant = operator.get("/tenants/" + slug).is(200).json();
        assertThat(tenant.getString("status")).isEqualTo("DELETING");
        assertThat(tenant.getString("statusReason")).contains("privilege");
        operator.post("/tenants/" + slug + "/restore").isProblem(409, "job-state");

        superuser.execute("postgres", "alter database " + database + " owner to helpdeskly_provisioner");
        operator.post("/jobs/" + job + "/retry").is(202);
        Awaitility.await("the tenant is gone")
                .atMost(REMOVAL)
                .untilAsserted(() -> operator.get("/tenants/" + slug).isProblem(404, "tenant-not-found"));
    }

    @Test
    void jobIsFollowedByEventsUntilItEnds() {
        String slug = newSlug("followed");
        String job = helpdeskly.requestTenant(operator, slug).is(202).json().getString("jobId");
        Answer stream = operator.get("/jobs/" + job + "/events").is(200);
        assertThat(stream.header("Content-Type")).contains("text/event-stream");
        List<String> lines = stream.body().lines().toList();
        assertThat(lines).contains("event: job").anyMatch(line -> line.startsWith("id: "));
        List<String> data =
                lines.stream().filter(line -> line.startsWith("data: ")).toList();
        assertThat(data.get(data.size() - 1))
                .contains("\"status\":\"SUCCEEDED\"")
                .contains(job);

        assertThat(operator.get("/jobs/" + job + "/events").is(200).body()).contains("\"status\":\"SUCCEEDED\"");
        operator.get("/jobs/01890000-0000-7000-8000-000000000000/events").isProblem(404, "job-not-found");
        helpdeskly.controlApi().get("/jobs/" + job + "/events").isProblem(401, "unauthorized");
    }

    @Test
    void failedJobIsRetriedAndOneThatKeepsFailingIsCancelled() throws SQLException {
        String slug = failed();
        String job = operator.get("/tenants/" + slug).is(200).json().getString("jobId");
        operator.post("/jobs/" + job + "/cancel").isProblem(409, "job-state");
        operator.post("/jobs/" + job + "/retry").is(202);
        awaitStatus(operator, slug, "ACTIVE");
        operator.post("/jobs/" + job + "/retry").isProblem(409, "job-state");

        String cancelled = newSlug("cancelled");
        superuser.execute("postgres", "alter role helpdeskly_provisioner nocreatedb");
        try {
            String id =
                    helpdeskly.requestTenant(operator, cancelled).is(202).json().getString("jobId");
            Awaitility.await("an attempt has failed")
                    .atMost(REMOVAL)
                    .until(() -> operator.get("/jobs/" + id).is(200).json().getInt("attempts") > 0);
            operator.post("/jobs/" + id + "/cancel").is(202);
            awaitStatus(operator, cancelled, "FAILED");
            assertThat(operator.get("/jobs/" + id).is(200).json().getString("error"))
                    .isEqualTo("Cancelled by admin@helpdeskly.local.");
        } finally {
            superuser.execute("postgres", "alter role helpdeskly_provisioner createdb");
        }
    }

    private static String failed() throws SQLException {
        String slug = newSlug("failed");
        superuser.execute("postgres", "alter role helpdeskly_provisioner nocreaterole");
        try {
            helpdeskly.requestTenant(operator, slug).is(202);
            awaitStatus(operator, slug, "FAILED");
        } finally {
            superuser.execute("postgres", "alter role helpdeskly_provisioner createrole");
        }
        return slug;
    }

    private static String status(String job) {
        return operator.get("/jobs/" + job).is(200).json().getString("status");
    }

    private static Answer maintenance(String slug, boolean enabled, String reason) {
        var body = Json.createObjectBuilder().add("enabled", enabled);
        if (reason != null) {
            body.add("reason", reason);
        }
        return operator.post("/tenants/" + slug + "/maintenance", body.build());
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(AT_ONCE).untilAsserted(assertion);
    }
}
