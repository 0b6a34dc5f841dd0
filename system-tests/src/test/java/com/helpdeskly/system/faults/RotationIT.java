package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Signals;
import com.helpdeskly.system.harness.Superuser;
import com.helpdeskly.system.harness.TwoNodes;
import jakarta.json.JsonObject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passwords of tenants' roles and master keys are changed while everything goes on. */
class RotationIT {
    private static final Duration DONE = Duration.ofSeconds(30);

    private static final String SEALED = """
            select sealed_password from tenants union all select sealed_key from signing_keys
            union all select payload from jobs where payload is not null
            union all select sealed from idempotency_keys where sealed is not null
            """;

    private static TwoNodes nodes;
    private static Helpdeskly helpdeskly;
    private static Superuser superuser;
    private static Client operator;

    /** Connections are opened all the time, so that each password that is in force is needed. */
    @BeforeAll
    static void start() {
        nodes = TwoNodes.start(
                "rotation", Map.of("HELPDESKLY_CONNECTIONS_LIFETIME_MS", "1000", "HELPDESKLY_JOBS_MAX_ATTEMPTS", "2"));
        helpdeskly = nodes.first();
        superuser = new Superuser(nodes.firstStack());
        operator = helpdeskly.operator();
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void tenantIsServedByAllNodesWhileItsSecretIsRotatedTenTimes() throws Exception {
        Stack other = nodes.secondStack();
        String slug = helpdeskly.newTenant("rotated");
        String role = superuser.databaseOf(slug);
        Client owner = helpdeskly.owner(slug);
        List<Client> owners = List.of(owner, owner.at(URI.create(other.appUrl() + "/api/v1")));
        Set<String> passwords = new HashSet<>(List.of(passwordOf(role)));
        try (Load load = Load.of(6, caller -> call(owners.get(caller % 2), caller < 4))) {
            load.await(50);
            for (int round = 1; round <= 10; round++) {
                awaitEnd(operator, rotate(operator, slug), "SUCCEEDED");
                passwords.add(passwordOf(role));
            }
            load.awaitTime(Duration.ofSeconds(2));
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200, 201);
        }
        assertThat(passwords).hasSize(11);
        nothingIsUnfinished();

        sleepsWhileTheSecretIsRotated(other, slug);
        assertThat(owners.get(1).get("/tickets").is(200).items()).isNotEmpty();
        operator.post("/tenants/nobody/rotate-secret").isProblem(404, "tenant-not-found");
        assertThat(operator.get("/audit?tenant=" + slug + "&action=tenant.rotate-secret")
                        .is(200)
                        .items("actor"))
                .hasSize(11)
                .containsOnly("admin@helpdeskly.local");
    }

    /** A node that hears nothing of the change has to ask when its password is refused. */
    private static void sleepsWhileTheSecretIsRotated(Stack node, String slug) throws Exception {
        Signals.send("STOP", node.server().pid());
        try {
            awaitEnd(operator, rotate(operator, slug), "SUCCEEDED");
        } finally {
            Signals.send("CONT", node.server().pid());
        }
    }

    @Test
    void secretThatCannotBeRotatedIsKeptAndASecondOrderIsRefused() throws Exception {
        String slug = helpdeskly.newTenant("kept");
        String role = superuser.databaseOf(slug);
        String password = passwordOf(role);
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
        assertThat(passwordOf(role)).isEqualTo(password);
        helpdeskly.owner(slug).get("/tickets").is(200);

        operator.post("/jobs/" + job + "/retry").is(202);
        awaitEnd(operator, job, "SUCCEEDED");
        assertThat(passwordOf(role)).isNotEqualTo(password);
        nothingIsUnfinished();
        operator.delete("/tenants/" + slug).is(202);
        operator.post("/tenants/" + slug + "/rotate-secret").isProblem(409, "tenant-state");
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

    private static String passwordOf(String role) throws SQLException {
        return superuser
                .column("postgres", "select rolpassword from pg_authid where rolname = '" + role + "'")
                .get(0);
    }

    private static void nothingIsUnfinished() throws SQLException {
        assertThat(superuser.column(
                        Superuser.CONTROL, "select slug from tenants where next_sealed_password is not null"))
                .isEmpty();
        assertThat(superuser.column(
                        Superuser.CONTROL, "select kind from jobs where status <> 'SUCCEEDED' and kind <> 'REMOVE'"))
                .isEmpty();
    }
}
