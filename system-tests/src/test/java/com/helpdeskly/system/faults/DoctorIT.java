package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that the doctor looks for is broken past the product, found, mended where that is safe, and found no more. */
class DoctorIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OUTDATED = "helpdeskly_stock_1_000000000000_aa";
    private static final String AS_PROVISIONER = "set session authorization helpdeskly_provisioner";

    private static Stack stack;
    private static Superuser superuser;
    private static Helpdeskly helpdeskly;
    private static Client operator;

    @BeforeAll
    static void start() {
        stack = RunningServer.newStack(
                "doctor", Map.of("HELPDESKLY_TENANTS_GRACE", "PT1S", "HELPDESKLY_JOBS_MAX_ATTEMPTS", "2"));
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

    @AfterEach
    void everythingFitsAgain() {
        Awaitility.await("everything fits")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(findings()).isEmpty());
    }

    @Test
    void healthySystemHasNoFindingsWhateverItsTenantsDo() throws SQLException {
        String suspended = helpdeskly.newTenant("suspended");
        operator.post("/tenants/" + suspended + "/suspend", json("reason", "unpaid"))
                .is(200);
        failedTenant();
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            slugs.add(newSlug("busy"));
            helpdeskly.requestTenant(operator, slugs.get(i)).is(202);
            assertThat(findings()).isEmpty();
        }
        slugs.forEach(slug -> awaitStatus(operator, slug, "ACTIVE"));
        assertThat(findings()).isEmpty();
        operator.post("/tenants/" + suspended + "/rotate-secret").is(202);
        operator.delete("/tenants/" + slugs.get(0)).is(202);
        Awaitility.await("the tenant is gone").atMost(SOON).until(() -> {
            assertThat(findings()).isEmpty();
            return operator.get("/tenants/" + slugs.get(0)).status() == 404;
        });
        assertThat(operator.post("/doctor/repair").is(200).json().getJsonArray("repaired"))
                .isEmpty();
        helpdeskly.controlApi().get("/doctor").isProblem(401, "unauthorized");
        helpdeskly.controlApi().post("/doctor/repair").isProblem(401, "unauthorized");
    }

    @Test
    void nodeExaminesOneAtATime() {
        List<Answer> answers = AtOnce.of(4, caller -> operator.get("/doctor"));
        assertThat(answers).extracting(Answer::status).contains(200).containsOnly(200, 503);
        answers.stream().filter(answer -> answer.status() == 503).forEach(busy -> busy.isProblem(503, "doctor-busy"));
    }

    @Test
    void databasesAndRolesThatNobodyKnowsAreToldAndKept() throws SQLException {
        String name = nameOf(UUID.randomUUID().toString());
        superuser.execute("postgres", "create database " + name, "create role tenant_stranger");
        assertThat(findings()).containsExactly("ORPHAN_DATABASE " + name, "ORPHAN_ROLE tenant_stranger");
        assertThat(repairable()).isEmpty();
        assertThat(repair()).isEmpty();
        assertThat(databases(name)).hasSize(1);
        superuser.execute("postgres", "drop database " + name, "drop role tenant_stranger");
    }

    @Test
    void whatARemovedTenantHasLeftIsDropped() throws SQLException {
        String slug = helpdeskly.newTenant("removed");
        String name = superuser.databaseOf(slug);
        operator.delete("/tenants/" + slug).is(202);
        Awaitility.await("the tenant is gone")
                .atMost(SOON)
                .until(() -> operator.get("/tenants/" + slug).status() == 404);
        superuser.execute("postgres", AS_PROVISIONER, "create database " + name, "create role " + name);
        String alone = nameOf(UUID.randomUUID().toString());
        superuser.execute("postgres", AS_PROVISIONER, "create role " + alone);
        superuser.execute(
                Superuser.CONTROL,
                "insert into removed_tenants (id, slug) values ('" + alone.substring(7) + "', 'gone')");
        assertRepaired("ORPHAN_DATABASE " + name, "ORPHAN_ROLE " + alone);
        assertThat(databases(name)).isEmpty();
        assertThat(superuser.column(
                        "postgres", "select 1 from pg_roles where rolname in ('" + name + "', '" + alone + "')"))
                .isEmpty();
        assertThat(operator.get("/audit?action=doctor.repair").is(200).items("before"))
                .contains("ORPHAN_DATABASE " + name);
    }

    @Test
    void whatAFailedProvisioningHasLeftIsDroppedUnlessItHasTickets() throws SQLException {
        String slug = failedTenant();
        String name = superuser.databaseOf(slug);
        superuser.execute("postgres", AS_PROVISIONER, "create database " + name, "create role " + name);
        superuser.execute(name, AS_PROVISIONER, "create table tickets (id int)", "insert into tickets values (1)");
        assertThat(findings()).containsExactly("PROVISIONING_LEFTOVER " + slug);
        JsonObject report =
                operator.post("/doctor/repair").is(200).hidesInternals().json();
        assertThat(report.getJsonArray("repaired")).isEmpty();
        assertThat(report.getJsonArray("findings").getJsonObject(0).getString("detail"))
                .endsWith("There are tickets in the database.");
        assertThat(databases(name)).hasSize(1);
        superuser.execute(name, "delete from tickets");
        assertRepaired("PROVISIONING_LEFTOVER " + slug);
        assertThat(databases(name)).isEmpty();
        operator.post("/tenants/" + slug + "/provision").is(202);
        awaitStatus(operator, slug, "ACTIVE");
    }

    @Test
    void missingDatabaseIsToldAndAMissingRoleIsMadeAgain() throws SQLException {
        String lost = helpdeskly.newTenant("lost");
        String database = superuser.databaseOf(lost);
        superuser.shut(database);
        superuser.execute("postgres", "alter database " + database + " rename to lost_and_found");
        String locked = helpdeskly.newTenant("locked");
        String role = superuser.databaseOf(locked);
        superuser.execute(
                "postgres",
                "revoke all on database " + role + " from " + role,
                "drop role " + role,
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + role + "'");
        assertThat(findings()).containsExactly("DATABASE_MISSING " + lost, "ROLE_MISSING " + locked);
        assertThat(repair()).containsExactly("ROLE_MISSING " + locked);
        helpdeskly.owner(locked).get("/tickets").is(200);
        assertThat(findings()).containsExactly("DATABASE_MISSING " + lost);
        superuser.execute("postgres", "alter database lost_and_found rename to " + database);
        assertThat(findings()).containsExactly("DATABASE_CLOSED " + lost);
        assertThat(repairable()).isEmpty();
        superuser.reopen(database);
    }

    @Test
    void rightsThatAreTooManyOrTooFewAreMended() throws SQLException {
        String open = helpdeskly.newTenant("open");
        String shut = helpdeskly.newTenant("shut");
        String mighty = helpdeskly.newTenant("mighty");
        String inside = helpdeskly.newTenant("inside");
        String stranger = superuser.databaseOf(mighty);
        String database = superuser.databaseOf(open);
        String other = superuser.databaseOf(shut);
        String role = superuser.databaseOf(inside);
        superuser.execute(
                "postgres",
                "grant connect on database " + database + " to public, " + stranger,
                AS_PROVISIONER,
                "grant create on database " + other + " to " + other,
                "revoke connect on database " + other + " from " + other,
                "alter role " + stranger + " createdb createrole nologin",
                "alter role " + database + " set statement_timeout = 0",
                "revoke helpdeskly_serving from " + stranger);
        superuser.execute(
                role,
                "grant create on schema public to " + role,
                "grant truncate on tickets to " + role,
                "grant select on users to public");
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "ROLE_RIGHTS " + inside,
                        "ROLE_RIGHTS " + mighty,
                        "ROLE_LIMITS " + open,
                        "DATABASE_GRANTS " + open,
                        "DATABASE_GRANTS " + shut);
        assertThat(repair()).hasSize(5);
        assertThat(findings()).isEmpty();
        for (String slug : List.of(open, shut, mighty, inside)) {
            helpdeskly.owner(slug).get("/tickets").is(200);
        }

        superuser.execute("postgres", "alter role " + stranger + " superuser");
        superuser.execute("postgres", "alter database " + database + " owner to postgres");
        assertThat(findings()).containsExactly("ROLE_RIGHTS " + mighty, "DATABASE_OWNER " + open);
        assertThat(repairable()).isEmpty();
        superuser.execute(
                "postgres",
                "alter role " + stranger + " nosuperuser",
                "alter database " + database + " owner to helpdeskly_provisioner");
    }

    @Test
    void databaseThatIsNotWhatItShouldBeIsTold() throws SQLException {
        String drifted = helpdeskly.newTenant("drifted");
        String swapped = helpdeskly.newTenant("swapped");
        String database = superuser.databaseOf(swapped);
        String id = superuser
                .column(database, "select tenant_id::text from tenant_identity")
                .get(0);
        superuser.execute(superuser.databaseOf(drifted), "alter table tickets add smell text");
        setIdentity(database, UUID.randomUUID().toString());
        assertThat(findings()).containsExactly("IDENTITY_WRONG " + swapped, "SCHEMA_DRIFT " + drifted);
        assertThat(repairable()).isEmpty();
        assertThat(operator.get("/doctor").is(200).body()).contains("column tickets.smell text");
        superuser.execute(superuser.databaseOf(drifted), "alter table tickets drop smell");
        setIdentity(database, id);
    }

    @Test
    void templateAndStockAreRenewed() throws SQLException {
        String template = superuser
                .column("postgres", "select datname from pg_database where datname like 'helpdeskly_template_%'")
                .get(0);
        superuser.execute(
                "postgres",
                "alter database " + template + " is_template false",
                "drop database " + template,
                AS_PROVISIONER,
                "create database helpdeskly_template_000000000000",
                "comment on database helpdeskly_template_000000000000 is 'migration 1 4711'",
                "alter database helpdeskly_template_000000000000 is_template true");
        assertThat(findings())
                .contains("TEMPLATE_MISSING default", "TEMPLATE_OUTDATED helpdeskly_template_000000000000");
        assertThat(repair()).contains("TEMPLATE_MISSING default", "TEMPLATE_OUTDATED helpdeskly_template_000000000000");
        Awaitility.await("an empty stock is found").atMost(SOON).until(() -> {
            dropStock();
            return findings().contains("STOCK_SHORT default");
        });
        assertThat(repairable()).contains("STOCK_SHORT default");
        repair();
        everythingFitsAgain();
        Awaitility.await("a copy of an earlier release is found").atMost(SOON).until(() -> {
            if (databases(OUTDATED).isEmpty()) {
                superuser.execute("postgres", AS_PROVISIONER, "create database " + OUTDATED);
            }
            return findings().contains("STOCK_OUTDATED default");
        });
        assertThat(repair()).contains("STOCK_OUTDATED default");
        Awaitility.await("it is gone")
                .atMost(SOON)
                .until(() -> databases(OUTDATED).isEmpty());
    }

    private static void dropStock() throws SQLException {
        for (String copy : databases("helpdeskly_stock_%")) {
            superuser.execute("postgres", "drop database if exists " + copy);
        }
    }

    @Test
    void workThatHasStoppedHalfWayGoesOn() throws SQLException {
        String stuck = helpdeskly.newTenant("stuck");
        superuser.execute(
                Superuser.CONTROL,
                "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
                "create trigger refuse before update on jobs for each row when (new.lease_owner is not null"
                        + " and new.lease_owner <> 'dead') execute function refuse()");
        String job = operator.post("/tenants/" + stuck + "/rotate-secret")
                .is(202)
                .json()
                .getString("id");
        superuser.execute(
                Superuser.CONTROL,
                "update jobs set status = 'RUNNING', lease_owner = 'dead', lease_until = now() - interval '1 hour'"
                        + " where id = '" + job + "'");
        try {
            assertThat(findings()).containsExactly("JOB_STUCK " + job);
        } finally {
            superuser.execute(Superuser.CONTROL, "drop trigger refuse on jobs");
        }
        repair();
        awaitEnd(job, "SUCCEEDED");

        String half = helpdeskly.newTenant("half");
        superuser.execute("postgres", "alter role helpdeskly_provisioner nocreaterole");
        awaitEnd(
                operator.post("/tenants/" + half + "/rotate-secret")
                        .is(202)
                        .json()
                        .getString("id"),
                "FAILED");
        superuser.execute("postgres", "alter role helpdeskly_provisioner createrole");
        assertRepaired("ROTATION_UNFINISHED " + half);

        String kept = helpdeskly.newTenant("kept");
        String database = superuser.databaseOf(kept);
        superuser.execute("postgres", "alter database " + database + " owner to postgres");
        awaitEnd(operator.delete("/tenants/" + kept).is(202).json().getString("jobId"), "FAILED");
        superuser.execute(
                Superuser.CONTROL,
                "update tenants set delete_after = now() - interval '1 hour' where slug = '" + kept + "'");
        superuser.execute("postgres", "alter database " + database + " owner to helpdeskly_provisioner");
        assertRepaired("REMOVAL_UNFINISHED " + kept);
        Awaitility.await("the tenant is gone")
                .atMost(SOON)
                .until(() -> operator.get("/tenants/" + kept).status() == 404);
    }

    @Test
    void serversThatAreGoneOrHangAreOneFindingEachAndSoonTold() throws SQLException, IOException {
        helpdeskly.newTenant("fine");
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            addServer("gone", 1);
            addServer("hangs", hanging.getLocalPort());
            long begin = System.nanoTime();
            assertThat(findings()).containsExactly("SERVER_UNREACHABLE gone", "SERVER_UNREACHABLE hangs");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            assertThat(repairable()).isEmpty();
        } finally {
            superuser.execute(Superuser.CONTROL, "delete from database_servers where name <> 'default'");
        }
    }

    private static void addServer(String name, int port) throws SQLException {
        superuser.execute(
                Superuser.CONTROL,
                "insert into database_servers (id, name, host, port, capacity, accepts_new, created_at) values"
                        + " (gen_random_uuid(), '" + name + "', '127.0.0.1', " + port + ", 1, false, now())");
    }

    private static List<String> findings() {
        Answer answer = operator.get("/doctor").is(200).hidesInternals();
        return named(answer.json(), "findings");
    }

    /** Those that can be mended. */
    private static List<String> repairable() {
        return operator.get("/doctor").is(200).json().getJsonArray("findings").getValuesAs(JsonObject.class).stream()
                .filter(finding -> finding.getBoolean("repairable"))
                .map(DoctorIT::name)
                .toList();
    }

    /** @return what was mended */
    private static List<String> repair() {
        return named(operator.post("/doctor/repair").is(200).hidesInternals().json(), "repaired");
    }

    private static void assertRepaired(String... expected) {
        assertThat(findings()).containsExactly(expected);
        assertThat(repairable()).containsExactly(expected);
        assertThat(repair()).containsExactly(expected);
    }

    private static List<String> named(JsonObject report, String list) {
        return report.getJsonArray(list).getValuesAs(JsonObject.class).stream()
                .map(DoctorIT::name)
                .toList();
    }

    private static String name(JsonObject finding) {
        assertThat(finding.getString("detail")).isNotBlank();
        return finding.getString("kind") + " " + finding.getString("subject");
    }

    private static String nameOf(String id) {
        return "tenant_" + id.replace("-", "");
    }

    private static List<String> databases(String pattern) throws SQLException {
        return superuser.column("postgres", "select datname from pg_database where datname like '" + pattern + "'");
    }

    private static void setIdentity(String database, String id) throws SQLException {
        superuser.execute(
                database,
                "set session_replication_role = replica",
                "update tenant_identity set tenant_id = '" + id + "'");
    }

    private static String failedTenant() throws SQLException {
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

    private static void awaitEnd(String job, String status) {
        Awaitility.await("the job is " + status)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                operator.get("/jobs/" + job).is(200).json().getString("status"))
                        .isEqualTo(status));
    }
}
