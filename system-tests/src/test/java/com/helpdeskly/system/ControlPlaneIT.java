package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does with tenants, and what of it is refused. */
@ExtendWith(RunningServer.class)
class ControlPlaneIT {
    private Helpdeskly helpdeskly;
    private Client operator;

    @BeforeEach
    void signIn(Helpdeskly running) {
        helpdeskly = running;
        operator = running.operator();
    }

    @Test
    void everyRuleThatANewTenantBreaksIsToldAtOnce() {
        JsonObject bad = Json.createObjectBuilder()
                .add("slug", "-Bad")
                .add("owner", Json.createObjectBuilder().add("email", "nobody").add("password", "short"))
                .add("colour", "red")
                .build();

        assertThat(operator.post("/tenants", bad)
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("colour", "name", "owner.email", "owner.name", "owner.password", "slug");
        assertThat(operator.post("/tenants", json("name", "X", "slug", "admin"))
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("owner", "slug");
    }

    @Test
    void slugIsGivenOnce() {
        String slug = helpdeskly.newTenant("once");

        helpdeskly.requestTenant(operator, slug).isProblem(409, "slug-taken");
    }

    @Test
    void tenantIsFoundByIdAndBySlugAndNeverShowsCredentials() {
        String slug = helpdeskly.newTenant("found");
        Answer bySlug = operator.get("/tenants/" + slug).is(200);

        assertThat(operator.get("/tenants/" + bySlug.json().getString("id"))
                        .is(200)
                        .json())
                .isEqualTo(bySlug.json());
        assertThat(bySlug.json().keySet())
                .contains("id", "name", "slug", "status", "schemaVersion", "server", "createdAt", "updatedAt");
        assertThat(bySlug.body()).doesNotContainIgnoringCase("password").doesNotContain("k1:");
        operator.get("/tenants/" + newSlug("nobody")).isProblem(404, "tenant-not-found");
        operator.get("/tenants/00000000-0000-7000-8000-000000000000").isProblem(404, "tenant-not-found");
    }

    @Test
    void listGoesThroughAllTenantsOncePageByPage() {
        String prefix = newSlug("list");
        for (int i = 0; i < 5; i++) {
            helpdeskly.requestTenant(operator, prefix + "-" + i).is(202);
        }
        List<String> seen = new ArrayList<>();
        String path = "/tenants?limit=2&q=" + prefix;
        String next = "";
        do {
            Answer page = operator.get(path + next).is(200);
            seen.addAll(page.items("slug"));
            next = page.json().isNull("next") ? null : "&cursor=" + page.json().getString("next");
        } while (next != null);

        assertThat(seen).containsExactly(prefix + "-4", prefix + "-3", prefix + "-2", prefix + "-1", prefix + "-0");
        for (int i = 0; i < 5; i++) {
            awaitStatus(operator, prefix + "-" + i, "ACTIVE");
        }
        assertThat(operator.get("/tenants?status=ACTIVE&q=" + prefix).is(200).items())
                .hasSize(5);
        assertThat(operator.get("/tenants?status=FAILED&q=" + prefix).is(200).items())
                .isEmpty();
    }

    @Test
    void cursorIsGoodForItsListAndFiltersAlone() {
        helpdeskly.newTenant("cursor");
        helpdeskly.newTenant("cursor");
        String cursor = operator.get("/tenants?limit=1&q=cursor").is(200).json().getString("next");

        for (String path : List.of("/tenants?q=other&cursor=", "/tenants?cursor=", "/jobs?cursor=", "/audit?cursor=")) {
            assertThat(operator.get(path + cursor)
                            .isProblem(400, "invalid-request")
                            .violations())
                    .containsExactly("cursor");
        }
        assertThat(operator.get("/tenants?limit=0")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("limit");
        assertThat(operator.get("/tenants?limit=101")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("limit");
        assertThat(operator.get("/tenants?status=NONE")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("status");
    }

    @Test
    void everyParameterThatIsWrongIsToldAtOnce() {
        assertThat(operator.get("/tenants?status=NONE&limit=0&q=%00")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("limit", "q", "status");
        assertThat(operator.get("/audit?from=-1000000000-01-01T00:00:00Z&to=%2B1000000000-12-31T23:59:59Z&limit=x")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("from", "limit", "to");
        operator.get("/audit?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z").is(200);
    }

    @Test
    void guessingIsSlowedDownHoweverTheAddressIsWritten() {
        Client anonymous = helpdeskly.controlApi();
        String email = newSlug("guess") + "@helpdeskly.local";
        for (int i = 0; i < 10; i++) {
            anonymous
                    .post("/auth/token", json("email", i % 2 == 0 ? email : email.toUpperCase(), "password", "wrong"))
                    .isProblem(401, "invalid-credentials");
        }
        anonymous
                .post("/auth/token", json("email", " " + email, "password", "wrong"))
                .isProblem(429, "too-many-sign-ins");
    }

    @Test
    void tenantGoesThroughItsStatesAndNoOthers() {
        String slug = helpdeskly.newTenant("states");
        Client owner = helpdeskly.owner(slug);
        String tenant = "/tenants/" + slug;

        operator.post(tenant + "/activate").isProblem(409, "tenant-state");
        operator.post(tenant + "/suspend", json()).isProblem(400, "invalid-request");
        assertThat(operator.post(tenant + "/suspend", json("reason", "unpaid"))
                        .is(200)
                        .json()
                        .getString("status"))
                .isEqualTo("SUSPENDED");
        owner.get("/tickets").isProblem(403, "tenant-inactive");
        operator.post(tenant + "/deactivate").isProblem(409, "tenant-state");
        operator.post(tenant + "/provision").isProblem(409, "tenant-state");
        operator.post(tenant + "/activate").is(200);
        owner.get("/tickets").is(200);
        operator.post(tenant + "/deactivate").is(200);
        owner.get("/tickets").isProblem(403, "tenant-inactive");
        operator.post(tenant + "/activate").is(200);
    }

    @Test
    void renameNeedsTheVersionThatWasReadWhereOneIsGiven() {
        String slug = helpdeskly.newTenant("rename");
        String tenant = "/tenants/" + slug;
        String read = operator.get(tenant).is(200).header("ETag").orElseThrow();
        operator.get(tenant).is(200);
        operator.with("If-None-Match", read).get(tenant).is(304);

        Answer renamed = operator.with("If-Match", read)
                .patch(tenant, json("name", "Second"))
                .is(200);
        assertThat(renamed.header("ETag")).isPresent().isNotEqualTo(read);
        operator.with("If-Match", read).patch(tenant, json("name", "Third")).isProblem(412, "precondition-failed");
        assertThat(operator.get(tenant).is(200).json().getString("name")).isEqualTo("Second");
    }

    @Test
    void everyChangeIsInTheAuditWithItsActorAndRequest() {
        String slug = helpdeskly.newTenant("audit");
        operator.with("X-Request-Id", "audit-" + slug)
                .post("/tenants/" + slug + "/suspend", json("reason", "unpaid"))
                .is(200);

        List<JsonObject> entries = operator.get("/audit?tenant=" + slug).is(200).items();
        assertThat(entries)
                .extracting(entry -> entry.getString("action") + " by " + entry.getString("actor"))
                .containsExactly(
                        "tenant.suspend by admin@helpdeskly.local",
                        "tenant.provisioned by system",
                        "tenant.create by admin@helpdeskly.local");
        assertThat(entries.get(0).getString("requestId")).isEqualTo("audit-" + slug);
        assertThat(entries.get(0).getString("after")).contains("SUSPENDED").contains("unpaid");
        assertThat(operator.get("/audit?tenant=" + slug + "&action=tenant.create")
                        .is(200)
                        .items())
                .hasSize(1);
        assertThat(operator.get("/audit?tenant=" + slug + "&to=2020-01-01T00:00:00Z")
                        .is(200)
                        .items())
                .isEmpty();
        operator.get("/audit?from=yesterday").isProblem(400, "invalid-request");
    }

    @Test
    void auditCannotBeChanged(Stack stack) throws SQLException {
        try (Connection control = stack.postgres().connect("helpdeskly_control");
                Statement statement = control.createStatement()) {
            for (String change : List.of(
                    "update audit_entries set actor = 'x'", "delete from audit_entries", "truncate audit_entries")) {
                assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("append only");
            }
        }
    }

    @Test
    void viewerReadsAndChangesNothing(Stack stack) throws SQLException {
        String slug = helpdeskly.newTenant("viewed");
        try (Connection control = stack.postgres().connect("helpdeskly_control");
                Statement statement = control.createStatement()) {
            statement.execute("insert into operators (id, email, name, role, password_hash, created_at, updated_at)"
                    + " select gen_random_uuid(), 'viewer@helpdeskly.local', 'Viewer', 'VIEWER', password_hash, now(), now()"
                    + " from operators where email = 'admin@helpdeskly.local' on conflict do nothing");
        }
        Client viewer = helpdeskly
                .controlApi()
                .token(Helpdeskly.token(helpdeskly.controlApi(), "viewer@helpdeskly.local", "admin"));

        viewer.get("/tenants/" + slug).is(200);
        viewer.get("/jobs").is(200);
        viewer.get("/audit").is(200);
        helpdeskly.requestTenant(viewer, newSlug("refused")).isProblem(403, "forbidden");
        viewer.patch("/tenants/" + slug, json("name", "X")).isProblem(403, "forbidden");
        for (String action : List.of("activate", "deactivate", "provision")) {
            viewer.post("/tenants/" + slug + "/" + action).isProblem(403, "forbidden");
        }
        viewer.post("/tenants/" + slug + "/suspend", json("reason", "x")).isProblem(403, "forbidden");
    }

    @Test
    void wrongCredentialsOfAnOperatorAreRefusedAndThenThrottled() {
        Client anonymous = helpdeskly.controlApi();
        String email = newSlug("guess") + "@helpdeskly.local";
        for (int i = 0; i < 10; i++) {
            anonymous
                    .post("/auth/token", json("email", email, "password", "wrong"))
                    .isProblem(401, "invalid-credentials");
        }
        anonymous.post("/auth/token", json("email", email, "password", "wrong")).isProblem(429, "too-many-sign-ins");
        anonymous.post("/auth/token", json("email", email)).isProblem(400, "invalid-request");
        anonymous.get("/tenants").isProblem(401, "unauthorized");
    }

    @Test
    void jobsAreListedByTenantStateAndKind() {
        String slug = helpdeskly.newTenant("jobs");
        List<JsonObject> jobs = operator.get("/jobs?tenant=" + slug + "&status=SUCCEEDED&kind=PROVISION")
                .is(200)
                .items();

        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).getInt("attempts")).isEqualTo(1);
        assertThat(operator.get("/jobs?tenant=" + slug + "&status=FAILED")
                        .is(200)
                        .items())
                .isEmpty();
        operator.get("/jobs?tenant=" + newSlug("nobody")).isProblem(404, "tenant-not-found");
        operator.get("/jobs/" + "x").isProblem(404, "job-not-found");
    }

    @Test
    void provisioningThatCannotSucceedIsUndoneWithAReasonAndRunsAgain(Stack stack) throws SQLException {
        String slug = newSlug("fails");
        execute(stack, "alter role helpdeskly_provisioner nocreatedb");
        try {
            helpdeskly.requestTenant(operator, slug).is(202);
            awaitStatus(operator, slug, "FAILED");
        } finally {
            execute(stack, "alter role helpdeskly_provisioner createdb");
        }
        JsonObject tenant =
                operator.get("/tenants/" + slug).is(200).hidesInternals().json();
        assertThat(tenant.getString("statusReason")).isNotBlank();
        JsonObject job = operator.get("/jobs/" + tenant.getString("jobId"))
                .is(200)
                .hidesInternals()
                .json();
        assertThat(job.getString("status")).isEqualTo("FAILED");
        assertThat(job.getString("error")).isEqualTo(tenant.getString("statusReason"));
        assertThat(count(
                        stack,
                        "select count(*) from pg_database where datname = '" + tenant.getString("database") + "'"))
                .isZero();
        helpdeskly.tenant(slug).get("/tickets").isProblem(503, "tenant-unavailable");
        operator.post("/tenants/" + slug + "/activate").isProblem(409, "tenant-state");

        operator.post("/tenants/" + slug + "/provision").is(202);
        awaitStatus(operator, slug, "ACTIVE");
        helpdeskly.owner(slug).get("/me").is(200);
    }

    private static void execute(Stack stack, String sql) throws SQLException {
        try (Connection admin = stack.postgres().connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Stack stack, String query) throws SQLException {
        try (Connection admin = stack.postgres().connect("postgres");
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
