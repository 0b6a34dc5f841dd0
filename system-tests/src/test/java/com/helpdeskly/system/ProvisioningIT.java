package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What provisioning makes, tells of it, and leaves behind. */
@ExtendWith(RunningServer.class)
class ProvisioningIT {
    private Helpdeskly helpdeskly;
    private Client operator;

    @BeforeEach
    void signIn(Helpdeskly running) {
        helpdeskly = running;
        operator = running.operator();
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
        Superuser superuser = new Superuser(stack);
        String slug = newSlug("fails");
        superuser.execute("postgres", "alter role helpdeskly_provisioner nocreatedb");
        try {
            helpdeskly.requestTenant(operator, slug).is(202);
            awaitStatus(operator, slug, "FAILED");
        } finally {
            superuser.execute("postgres", "alter role helpdeskly_provisioner createdb");
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
        assertThat(superuser.column(
                        "postgres",
                        "select datname from pg_database where datname = '" + tenant.getString("database") + "'"))
                .isEmpty();
        assertThat(superuser.column(
                        "postgres",
                        "select rolname from pg_roles where rolname = '" + tenant.getString("database") + "'"))
                .isEmpty();
        helpdeskly.tenant(slug).get("/tickets").isProblem(503, "tenant-unavailable");
        operator.post("/tenants/" + slug + "/activate").isProblem(409, "tenant-state");

        operator.post("/tenants/" + slug + "/deactivate").isProblem(409, "tenant-state");
        operator.post("/tenants/" + slug + "/suspend", json("reason", "x")).isProblem(409, "tenant-state");

        Answer again = operator.post("/tenants/" + slug + "/provision").is(202);
        assertThat(again.header("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/tenants/" + tenant.getString("id")));
        assertThat(again.json().getString("jobId")).isEqualTo(job.getString("id"));
        awaitStatus(operator, slug, "ACTIVE");
        helpdeskly.owner(slug).get("/me").is(200);
    }

    @Test
    void jobTellsItsStepsInOrderWithTheirTimes() {
        String slug = helpdeskly.newTenant("steps");
        JsonObject tenant = operator.get("/tenants/" + slug).is(200).json();
        JsonObject job =
                operator.get("/jobs/" + tenant.getString("jobId")).is(200).json();

        assertThat(job.getString("kind")).isEqualTo("PROVISION");
        assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(job.getString("tenantId")).isEqualTo(tenant.getString("id"));
        assertThat(job.isNull("error")).isTrue();
        Instant last = Instant.parse(job.getString("startedAt"));
        assertThat(last).isAfterOrEqualTo(Instant.parse(job.getString("createdAt")));
        List<JsonObject> steps = job.getJsonArray("steps").getValuesAs(JsonObject.class);
        assertThat(steps)
                .extracting(step -> step.getString("name"))
                .containsExactly("role", "database", "identity", "owner", "check");
        for (JsonObject step : steps) {
            assertThat(step.isNull("error")).isTrue();
            assertThat(Instant.parse(step.getString("startedAt"))).isAfterOrEqualTo(last);
            last = Instant.parse(step.getString("endedAt"));
            assertThat(last).isAfterOrEqualTo(Instant.parse(step.getString("startedAt")));
        }
        assertThat(Instant.parse(job.getString("endedAt"))).isAfterOrEqualTo(last);
        assertThat(Instant.parse(tenant.getString("updatedAt")))
                .isAfterOrEqualTo(Instant.parse(tenant.getString("createdAt")));
    }

    @Test
    void jobHasATagThatStaysUntilItChanges(Stack stack) throws SQLException {
        String slug = helpdeskly.newTenant("tag");
        String path = "/jobs/" + operator.get("/tenants/" + slug).json().getString("jobId");
        Answer read = operator.get(path).is(200);
        String tag = read.header("ETag").orElseThrow();

        assertThat(tag).matches("\"[0-9a-f]+\"");
        Answer known = operator.with("If-None-Match", tag).get(path).is(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.header("ETag")).contains(tag);
        operator.with("If-None-Match", "\"other\"").get(path).is(200);
        new Superuser(stack)
                .execute(
                        Superuser.CONTROL,
                        "update job_steps set error = 'x' where job_id = '"
                                + read.json().getString("id") + "' and name = 'check'");
        assertThat(operator.with("If-None-Match", tag).get(path).is(200).header("ETag"))
                .isPresent()
                .isNotEqualTo(read.header("ETag"));
    }

    @Test
    void databaseIsTheTenantsAloneAndAtTheVersionThatIsTold(Stack stack) throws SQLException {
        Superuser superuser = new Superuser(stack);
        String slug = helpdeskly.newTenant("real");
        JsonObject tenant = operator.get("/tenants/" + slug).is(200).json();
        String database = tenant.getString("database");

        assertThat(superuser.column(
                        "postgres",
                        "select coalesce(r.rolname, 'public') || ' ' || a.privilege_type from pg_database d,"
                                + " aclexplode(d.datacl) a left join pg_roles r on r.oid = a.grantee where d.datname = '"
                                + database + "' and a.grantee <> d.datdba"))
                .containsExactly(database + " CONNECT");
        assertThat(superuser.column(
                        database,
                        "select version from flyway_schema_history where success order by installed_rank desc"))
                .first()
                .isEqualTo(tenant.getString("schemaVersion"));
        assertThat(superuser.column(database, "select tenant_id from tenant_identity"))
                .containsExactly(tenant.getString("id"));
        assertThat(superuser.column(database, "select email || ' ' || role || ' ' || active from users"))
                .containsExactly(Helpdeskly.ownerOf(slug) + " ADMIN true");
        assertThat(superuser.column(database, "select count(*) from tickets")).containsExactly("0");
        assertThat(superuser.column(
                        "postgres",
                        "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls from pg_roles"
                                + " where rolname = '" + database + "'"))
                .containsExactly("f");
    }

    @Test
    void templateIsClosedToEverybody(Stack stack) throws SQLException {
        helpdeskly.newTenant("template");
        List<String> open = new Superuser(stack)
                .column(
                        "postgres",
                        "select datallowconn::text from pg_database where datistemplate and datname not in"
                                + " ('template0', 'template1')");

        assertThat(open).isNotEmpty().containsOnly("false");
    }

    @Test
    void onlyAFailedProvisioningRunsAgain() {
        String slug = helpdeskly.newTenant("active");
        String before = operator.get("/tenants/" + slug).body();

        operator.post("/tenants/" + slug + "/provision").isProblem(409, "tenant-state");
        assertThat(operator.get("/tenants/" + slug).body()).isEqualTo(before);
        assertThat(operator.get("/jobs?tenant=" + slug).is(200).items()).hasSize(1);
    }
}
