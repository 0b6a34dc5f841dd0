package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Operators;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tokens by which programs use the control plane. */
@ExtendWith(RunningServer.class)
class ApiTokensIT {
    private static final Duration SOON = Duration.ofDays(1);

    private Helpdeskly helpdeskly;
    private Operators operators;
    private Client owner;
    private Client anonymous;

    @BeforeEach
    void signIn(Helpdeskly running) {
        helpdeskly = running;
        operators = new Operators(running);
        owner = running.operator();
        anonymous = running.controlApi();
    }

    @Test
    void secretIsToldOnceAndNeverAgain(Stack stack) throws SQLException {
        Answer created = owner.post("/api-tokens", wanted("deploy", SOON, "read", "write"))
                .is(201);
        JsonObject token = created.json();
        String secret = token.getString("secret");
        assertThat(secret).startsWith("hdc_").hasSizeGreaterThan(43);
        assertThat(token.getJsonArray("scopes")).hasToString("[\"read\",\"write\"]");
        assertThat(token.getString("createdBy")).isEqualTo("admin@helpdeskly.local");
        String path = "/api-tokens/" + token.getString("id");
        assertThat(created.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/control/api/v1" + path));

        assertThat(owner.get(path).is(200).body()).doesNotContain(secret).contains("\"secret\":null");
        assertThat(owner.walk("/api-tokens?limit=100").toString())
                .contains(token.getString("id"))
                .doesNotContain(secret);
        assertThat(owner.get("/audit?limit=100").body())
                .contains("api-token.create")
                .doesNotContain(secret);
        assertThat(new Superuser(stack).column(Superuser.CONTROL, "select t::text from api_tokens t"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void scopeReadReadsAndScopeWriteDoesWhatAnOperatorDoes() {
        Client reader = anonymous.token(secret("reader", SOON, "read"));
        Client writer = anonymous.token(secret("writer", SOON, "write"));
        String slug = newSlug("machine");

        reader.get("/tenants").is(200);
        assertThat(reader.get("/me").is(200).json().getString("role")).isEqualTo("VIEWER");
        helpdeskly.requestTenant(reader, slug).isProblem(403, "forbidden");
        helpdeskly.requestTenant(writer, slug).is(202);
        writer.get("/tenants/" + slug).is(200);
        assertThat(owner.get("/audit?action=tenant.create&tenant=" + slug).items("actor"))
                .singleElement()
                .satisfies(actor -> assertThat(actor).startsWith("api-token:"));
    }

    @Test
    void machineManagesNobodyAndMakesNoTokens() {
        Client writer = anonymous.token(secret("climber", SOON, "read", "write"));
        writer.get("/operators").isProblem(403, "forbidden");
        writer.post("/api-tokens", wanted("second", SOON, "read")).isProblem(403, "forbidden");
        writer.post("/me/password", json("current", "x", "new", Helpdeskly.PASSWORD))
                .isProblem(403, "wrong-password");
        writer.post("/auth/sign-out-everywhere").isProblem(403, "forbidden");
    }

    @Test
    void revokedTokenIsRefusedAtOnce() {
        JsonObject token =
                owner.post("/api-tokens", wanted("gone", SOON, "read")).is(201).json();
        Client machine = anonymous.token(token.getString("secret"));
        machine.get("/tenants").is(200);
        String path = "/api-tokens/" + token.getString("id");
        owner.delete(path).is(204);
        machine.get("/tenants").isProblem(401, "unauthorized");
        owner.get(path).isProblem(404, "api-token-not-found");
        owner.delete(path).isProblem(404, "api-token-not-found");
        assertThat(owner.walk("/api-tokens?limit=100").toString()).doesNotContain(token.getString("id"));
    }

    @Test
    void expiredTokenIsRefused() {
        String secret = secret("short", Duration.ofSeconds(3), "read");
        Client machine = anonymous.token(secret);
        machine.get("/tenants").is(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> machine.get("/tenants").isProblem(401, "unauthorized"));
    }

    @Test
    void onlyTheWholeSecretOpens() {
        String secret = secret("guessed", SOON, "read");
        char last = secret.charAt(secret.length() - 1);
        for (String wrong : new String[] {
            secret.substring(0, secret.length() - 1),
            secret.substring(0, secret.length() - 1) + (last == 'A' ? 'B' : 'A'),
            secret + "A",
            secret.toUpperCase(),
            "hdc_",
            "hdc_" + "A".repeat(64)
        }) {
            anonymous.token(wrong).get("/tenants").isProblem(401, "unauthorized");
        }
        anonymous.token(secret).get("/tenants").is(200);
        helpdeskly
                .tenant(helpdeskly.newTenant("machines"))
                .token(secret)
                .get("/tickets")
                .isProblem(401, "unauthorized");
    }

    @Test
    void everyRuleThatANewTokenBreaksIsToldAtOnce() {
        owner.send("POST", "/api-tokens", "{}").isInvalid("expiresAt", "name", "scopes");
        owner.post("/api-tokens", wanted(" ", Duration.ofDays(366), "admin")).isInvalid("expiresAt", "name", "scopes");
        owner.post("/api-tokens", wanted("x", Duration.ofSeconds(-1))).isInvalid("expiresAt", "scopes");
        owner.post("/api-tokens", wanted("x", Duration.ofDays(365).minusMinutes(1), "read"))
                .is(201);
    }

    @Test
    void tokensEndWithTheRightToMakeThem() {
        for (String end : new String[] {"{\"role\":\"VIEWER\"}", "{\"active\":false}", null}) {
            Operators.Operator maker = operators.taken("OPERATOR");
            Client machine = anonymous.token(maker.client()
                    .post("/api-tokens", wanted("made", SOON, "read"))
                    .is(201)
                    .json()
                    .getString("secret"));
            machine.get("/tenants").is(200);
            if (end == null) {
                owner.delete(maker.path()).is(204);
            } else {
                owner.send("PATCH", maker.path(), end).is(200);
            }
            machine.get("/tenants").isProblem(401, "unauthorized");
        }
    }

    @Test
    void lastUseIsNoted() {
        JsonObject token =
                owner.post("/api-tokens", wanted("used", SOON, "read")).is(201).json();
        String path = "/api-tokens/" + token.getString("id");
        assertThat(owner.get(path).json().isNull("lastUsedAt")).isTrue();
        anonymous.token(token.getString("secret")).get("/tenants").is(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                Instant.parse(owner.get(path).json().getString("lastUsedAt", "1970-01-01T00:00:00Z")))
                        .isAfter(Instant.now().minusSeconds(60)));
    }

    private String secret(String name, Duration life, String... scopes) {
        return owner.post("/api-tokens", wanted(name, life, scopes))
                .is(201)
                .json()
                .getString("secret");
    }

    private static JsonObject wanted(String name, Duration life, String... scopes) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (String scope : scopes) {
            list.add(scope);
        }
        return Json.createObjectBuilder()
                .add("name", name)
                .add("scopes", list)
                .add("expiresAt", Instant.now().plus(life).toString())
                .build();
    }
}
