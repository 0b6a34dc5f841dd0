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
import jakarta.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Passwords of tenants' roles and master keys are changed while everything goes on. */
class RotationIT {
    private static final Duration DONE = Duration.ofSeconds(30);
    private static final List<String> STEPS = List.of("store", "spread", "alter", "check");

    private static final String SEALED = """
            select sealed_password from tenants union all select sealed_key from signing_keys
            union all select payload from jobs where payload is not null
            union all select sealed from idempotency_keys where sealed is not null
            """;

    /** Connections are opened all the time, so that each password that is in force is needed. */
    private static final Map<String, String> SHORT_LIVES = Map.of("HELPDESKLY_CONNECTIONS_LIFETIME_MS", "1000");

    @Test
    void tenantIsServedByAllNodesWhileItsSecretIsRotatedTenTimes() throws Exception {
        try (Stack stack = RunningServer.newStack("rotation", SHORT_LIVES);
                Stack other = RunningServer.secondNode(stack, "rotation-second", SHORT_LIVES)) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Superuser superuser = new Superuser(stack);
            Client operator = helpdeskly.operator();
            String slug = helpdeskly.newTenant("rotated");
            String role = superuser.databaseOf(slug);
            Client owner = helpdeskly.owner(slug);
            List<Client> nodes = List.of(owner, owner.at(URI.create(other.appUrl() + "/api/v1")));
            Set<String> passwords = new HashSet<>(List.of(passwordOf(superuser, role)));
            try (Load load = Load.of(6, caller -> call(nodes.get(caller % 2), caller < 4))) {
                load.await(50);
                for (int round = 1; round <= 10; round++) {
                    awaitEnd(operator, rotate(operator, slug), "SUCCEEDED");
                    passwords.add(passwordOf(superuser, role));
                }
                load.awaitTime(Duration.ofSeconds(2));
                assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200, 201);
            }
            assertThat(passwords).hasSize(11);
            nothingIsUnfinished(superuser);

            sleepsWhileTheSecretIsRotated(other, operator, slug);
            assertThat(nodes.get(1).get("/tickets").is(200).items()).isNotEmpty();
            operator.post("/tenants/nobody/rotate-secret").isProblem(404, "tenant-not-found");
            assertThat(operator.get("/audit?tenant=" + slug + "&action=tenant.rotate-secret")
                            .is(200)
                            .items("actor"))
                    .hasSize(11)
                    .containsOnly("admin@helpdeskly.local");
        }
    }

    /** A node that hears nothing of the change has to ask when its password is refused. */
    private static void sleepsWhileTheSecretIsRotated(Stack node, Client operator, String slug) throws Exception {
        signal("STOP", node);
        try {
            awaitEnd(operator, rotate(operator, slug), "SUCCEEDED");
        } finally {
            signal("CONT", node);
        }
    }

    @Test
    void secretThatCannotBeRotatedIsKeptAndASecondOrderIsRefused() throws Exception {
        try (Stack stack = RunningServer.newStack("unrotated", Map.of("HELPDESKLY_JOBS_MAX_ATTEMPTS", "2"))) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Superuser superuser = new Superuser(stack);
            Client operator = helpdeskly.operator();
            String slug = helpdeskly.newTenant("kept");
            String role = superuser.databaseOf(slug);
            String password = passwordOf(superuser, role);
            superuser.execute("postgres", "alter role helpdeskly_provisioner nocreaterole");
            String job;
            try {
                job = rotate(operator, slug);
                operator.post("/tenants/" + slug + "/rotate-secret").isProblem(409, "job-state");
                awaitEnd(operator, job, "FAILED");
            } finally {
                superuser.execute("postgres", "alter role helpdeskly_provisioner createrole");
            }
            assertThat(operator.get("/jobs/" + job).is(200).json().getString("error"))
                    .contains("privilege");
            assertThat(passwordOf(superuser, role)).isEqualTo(password);
            helpdeskly.owner(slug).get("/tickets").is(200);

            operator.post("/jobs/" + job + "/retry").is(202);
            awaitEnd(operator, job, "SUCCEEDED");
            assertThat(passwordOf(superuser, role)).isNotEqualTo(password);
            nothingIsUnfinished(superuser);
            operator.delete("/tenants/" + slug).is(202);
            operator.post("/tenants/" + slug + "/rotate-secret").isProblem(409, "tenant-state");
        }
    }

    @Test
    void serverThatIsKilledAtAnyStepEndsTheRotationAfterItsRestart() throws Exception {
        try (Stack stack = RunningServer.newStack("rotation-kill", Map.of("HELPDESKLY_JOBS_WORKERS", "8"))) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Superuser superuser = new Superuser(stack);
            Client operator = helpdeskly.operator();
            Map<String, String> slugs = new LinkedHashMap<>();
            Map<String, String> jobs = new LinkedHashMap<>();
            for (String step : STEPS) {
                slugs.put(step, helpdeskly.newTenant("at-" + step));
            }
            slugs.put("end", helpdeskly.newTenant("at-end"));
            try (Connection holder = stack.postgres().connect(Superuser.CONTROL)) {
                holdAll(holder, slugs);
                slugs.forEach((step, slug) -> jobs.put(slug, rotate(operator, slug)));
                Awaitility.await("all are held").atMost(DONE).until(() -> waiting(superuser) == slugs.size());
                stack.server().killHard();
                release(holder);
            }
            start(stack);
            Client again = helpdeskly.operator();
            for (String slug : slugs.values()) {
                helpdeskly.owner(slug).get("/tickets").is(200);
                awaitEnd(again, jobs.get(slug), "SUCCEEDED");
                assertThat(again.get("/jobs/" + jobs.get(slug)).is(200).json().getInt("attempts"))
                        .isEqualTo(2);
                newTicket(helpdeskly.owner(slug), "After the rotation");
            }
            nothingIsUnfinished(superuser);
            stack.server().killHard();
            start(stack);
            for (String slug : slugs.values()) {
                assertThat(helpdeskly.owner(slug).get("/tickets").is(200).items())
                        .hasSize(1);
            }
        }
    }

    @Test
    void masterKeyIsTakenOutOfTheConfigurationAfterItsRotation() throws Exception {
        String first = "k1:" + key(1);
        String second = "k2:" + key(2);
        String slug;
        String failed = newSlug("unmade");
        String once = newSlug("once");
        String answer;
        try (Stack stack = RunningServer.newStack("master", Map.of("HELPDESKLY_SECRETS_KEYS", first))) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Superuser superuser = new Superuser(stack);
            slug = helpdeskly.newTenant("sealed");
            answer = helpdeskly
                    .requestTenant(helpdeskly.operator().with("Idempotency-Key", "once"), once)
                    .is(202)
                    .body();
            awaitStatus(helpdeskly.operator(), once, "ACTIVE");
            superuser.execute("postgres", "alter role helpdeskly_provisioner nocreaterole");
            helpdeskly.requestTenant(helpdeskly.operator(), failed).is(202);
            String job = helpdeskly.operator().get("/tenants/" + failed).json().getString("jobId");
            helpdeskly.operator().post("/jobs/" + job + "/cancel");
            awaitStatus(helpdeskly.operator(), failed, "FAILED");
            superuser.execute("postgres", "alter role helpdeskly_provisioner createrole");
        }
        String token;
        try (Stack stack = RunningServer.newStack("master", Map.of("HELPDESKLY_SECRETS_KEYS", second + "," + first))) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Client operator = helpdeskly.operator();
            token = Helpdeskly.token(helpdeskly.tenant(slug), Helpdeskly.ownerOf(slug), Helpdeskly.PASSWORD);
            JsonObject job = operator.post("/secrets/rotate").is(202).json();
            assertThat(job.isNull("tenantId")).isTrue();
            awaitEnd(operator, job.getString("id"), "SUCCEEDED");
            assertThat(operator.get("/jobs?kind=RESEAL_SECRETS").is(200).items("id"))
                    .containsExactly(job.getString("id"));
            assertThat(operator.get("/audit?action=secrets.rotated").is(200).items("after"))
                    .containsExactly("k2");
            assertThat(new Superuser(stack).column(Superuser.CONTROL, SEALED))
                    .hasSize(6)
                    .allSatisfy(text -> assertThat(text).contains("k2:").doesNotContain("k1:"));
        }
        try (Stack stack = RunningServer.newStack("master", Map.of("HELPDESKLY_SECRETS_KEYS", second))) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            helpdeskly.tenant(slug).token(token).get("/tickets").is(200);
            assertThat(helpdeskly
                            .requestTenant(helpdeskly.operator().with("Idempotency-Key", "once"), once)
                            .is(202)
                            .body())
                    .isEqualTo(answer);
            helpdeskly.operator().post("/tenants/" + failed + "/provision").is(202);
            awaitStatus(helpdeskly.operator(), failed, "ACTIVE");
            helpdeskly.owner(failed).get("/me").is(200);
            awaitEnd(helpdeskly.operator(), rotate(helpdeskly.operator(), slug), "SUCCEEDED");
            helpdeskly.owner(helpdeskly.newTenant("later")).get("/me").is(200);
        }
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        key[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(key);
    }

    private static Supplier<Answer> call(Client person, boolean reads) {
        return reads
                ? () -> person.get("/tickets?limit=5")
                : () -> person.post("/tickets", json("title", "Under load", "description", "Written meanwhile"));
    }

    private static String rotate(Client operator, String slug) {
        Answer answer = operator.post("/tenants/" + slug + "/rotate-secret").is(202);
        assertThat(answer.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).contains("/jobs/"));
        assertThat(answer.json().getString("kind")).isEqualTo("ROTATE_SECRET");
        return answer.json().getString("id");
    }

    private static void awaitEnd(Client operator, String job, String status) {
        Awaitility.await("the job is " + status)
                .atMost(DONE)
                .untilAsserted(() -> assertThat(
                                operator.get("/jobs/" + job).is(200).json().getString("status"))
                        .isEqualTo(status));
    }

    private static String passwordOf(Superuser superuser, String role) throws SQLException {
        return superuser
                .column("postgres", "select rolpassword from pg_authid where rolname = '" + role + "'")
                .get(0);
    }

    private static void nothingIsUnfinished(Superuser superuser) throws SQLException {
        assertThat(superuser.column(
                        Superuser.CONTROL, "select slug from tenants where next_sealed_password is not null"))
                .isEmpty();
        assertThat(superuser.column(Superuser.CONTROL, "select kind from jobs where status <> 'SUCCEEDED'"))
                .isEmpty();
    }

    private static void start(Stack stack) {
        stack.server().start();
        stack.server().awaitReady(Duration.ofMinutes(3));
    }

    /** The worker stands still at the moment in which it records the beginning of a step, or the end of the job. */
    private static void holdAll(Connection holder, Map<String, String> slugs) throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "create table held (slug text, moment text)",
                "grant select on held to public",
                "create function hold_step() returns trigger language plpgsql as $$ begin"
                        + " if new.status = 'RUNNING' and exists (select from held h join tenants t on t.slug = h.slug"
                        + " join jobs j on j.tenant_id = t.id where j.id = new.job_id and h.moment = new.name)"
                        + " then perform pg_advisory_xact_lock_shared(4711); end if; return new; end $$",
                "create trigger hold before update on job_steps for each row execute function hold_step()",
                "create function hold_tenant() returns trigger language plpgsql as $$ begin"
                        + " if new.next_sealed_password is null and old.next_sealed_password is not null"
                        + " and exists (select from held h where h.slug = new.slug and h.moment = 'end')"
                        + " then perform pg_advisory_xact_lock_shared(4711); end if; return new; end $$",
                "create trigger hold before update on tenants for each row execute function hold_tenant()",
                "select pg_advisory_lock(4711)"));
        slugs.forEach((moment, slug) -> statements.add("insert into held values ('%s', '%s')".formatted(slug, moment)));
        execute(holder, statements);
    }

    private static int waiting(Superuser superuser) throws SQLException {
        return superuser
                .column("postgres", "select pid::text from pg_locks where locktype = 'advisory' and not granted")
                .size();
    }

    /** Ends the sessions of the dead server before the lock is given up, so that nothing goes on without it. */
    private static void release(Connection holder) throws SQLException {
        execute(
                holder,
                List.of(
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                                + " where application_name = 'helpdeskly-control'",
                        "drop trigger hold on job_steps",
                        "drop trigger hold on tenants",
                        "select pg_advisory_unlock(4711)"));
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void signal(String name, Stack stack) throws Exception {
        String pid = String.valueOf(stack.server().pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }
}
