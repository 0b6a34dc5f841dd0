package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys by which programs work for a tenant's people. */
@ExtendWith(RunningServer.class)
class ApiKeysIT {
    private static final String[] ALL = {"tickets:write", "users:write"};
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private static Company company;
    private static Helpdeskly helpdeskly;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        helpdeskly = running;
        company = Company.of(running, "keys");
    }

    @Test
    void keyIsToldOnceAndWorksForItsMaker() {
        Company.Person maker = company.another("AGENT");
        Answer made = maker.client()
                .post("/api-keys", Keys.request(" Export ", "users:read", "tickets:read", "tickets:read"))
                .is(201);
        JsonObject key = made.json();
        String secret = key.getString("secret");

        assertThat(secret).startsWith("hd_").hasSize(67);
        assertThat(key.getString("name")).isEqualTo("Export");
        assertThat(key.getJsonArray("scopes")).hasToString("[\"tickets:read\",\"users:read\"]");
        assertThat(secret).startsWith(key.getString("prefix"));
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(made.header("Location")).contains(helpdeskly.app() + "/api/v1/api-keys/" + key.getString("id"));
        Answer read = maker.client().get("/api-keys/" + key.getString("id")).is(200);
        assertThat(read.header("ETag")).isPresent();
        assertThat(read.json().keySet())
                .containsExactlyInAnyOrder("id", "name", "prefix", "scopes", "createdAt", "expiresAt", "lastUsedAt");
        assertThat(maker.client().get("/api-keys").is(200).body()).doesNotContain(secret);
        assertThat(by(secret).get("/me").is(200).json().getString("id")).isEqualTo(maker.id());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(maker.client()
                                .get("/api-keys/" + key.getString("id"))
                                .json()
                                .isNull("lastUsedAt"))
                        .isFalse());
    }

    @Test
    void secretIsNowhereInTheDatabaseAlsoWhenItsRequestIsRepeated(Stack stack) throws SQLException {
        Client maker = company.another("AGENT").client().with("Idempotency-Key", newSlug("once"));
        JsonObject request = Keys.request("Repeated", "tickets:read");
        String secret = maker.post("/api-keys", request).is(201).json().getString("secret");
        Answer again = maker.post("/api-keys", request).is(201);
        assertThat(again.json().getString("secret")).isEqualTo(secret);
        assertThat(again.header("Idempotency-Replayed")).contains("true");

        Superuser superuser = new Superuser(stack);
        String database = superuser.databaseOf(company.slug());
        assertThat(superuser.column(database, "select api_keys::text from api_keys"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(secret.substring(30)));
        assertThat(superuser.column(database, "select answered_requests::text from answered_requests"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(secret.substring(30)));
    }

    @Test
    void everyRuleThatAKeyBreaksIsToldAtOnce() {
        Client maker = company.agent().client();
        maker.send("POST", "/api-keys", "{}").isInvalid("expiresAt", "name", "scopes");
        maker.post("/api-keys", Keys.request(" ", Instant.now().minusSeconds(1), "tickets:everything"))
                .isInvalid("expiresAt", "name", "scopes");
        maker.post("/api-keys", Keys.request("x", Instant.now().plus(Duration.ofDays(366)), "tickets:read"))
                .isInvalid("expiresAt");
        maker.post("/api-keys", Keys.request("x")).isInvalid("scopes");
    }

    @Test
    void scopesBoundWhatAKeyMay() {
        Client admin = company.admin().client();
        String ticket = path(newTicket(admin, "For keys"));
        Client reader = by(Keys.make(admin, "tickets:read").getString("secret"));
        reader.get("/tickets").is(200);
        reader.get(ticket + "/comments").is(200);
        reader.patch(ticket, json("title", "x")).isProblem(403, "key-scope");
        reader.post("/tickets", json("title", "x", "description", "x")).isProblem(403, "key-scope");
        reader.get("/users").isProblem(403, "key-scope");

        Client writer = by(Keys.make(admin, "tickets:write").getString("secret"));
        writer.patch(ticket, json("title", "Written")).is(200);
        writer.get(ticket).is(200);
        writer.get("/users").isProblem(403, "key-scope");

        Client people = by(Keys.make(admin, "users:write").getString("secret"));
        people.get("/users").is(200);
        people.patch("/users/" + company.another("AGENT").id(), json("name", "Renamed"))
                .is(200);
        people.get("/tickets").isProblem(403, "key-scope");
    }

    @Test
    void keyNeverMayMoreThanItsMaker() {
        Client customer = by(Keys.make(company.customer().client(), ALL).getString("secret"));
        customer.get("/users").isProblem(403, "forbidden");
        customer.get(path(newTicket(company.admin().client(), "Not theirs"))).isProblem(404, "ticket-not-found");
        Client agent = by(Keys.make(company.agent().client(), ALL).getString("secret"));
        agent.get("/users").is(200);
        agent.delete("/users/" + company.customer().id()).isProblem(403, "forbidden");
    }

    @Test
    void keyMakesNoKeysAndSetsNoPasswords() {
        Client key = by(Keys.make(company.admin().client(), ALL).getString("secret"));
        key.get("/api-keys").isProblem(403, "key-scope");
        key.post("/api-keys", Keys.request("x", "tickets:read")).isProblem(403, "key-scope");
        key.post("/auth/sign-out-everywhere").isProblem(403, "key-scope");
        key.patch("/users/" + company.another("AGENT").id(), json("password", "another horse 2"))
                .isProblem(403, "key-scope");
        key.post(
                        "/users",
                        json(
                                "email",
                                newSlug("new") + "@keys.example",
                                "name",
                                "New",
                                "role",
                                "AGENT",
                                "password",
                                "another horse 2"))
                .isProblem(403, "key-scope");
    }

    /** Keys are let in where an operation says so, and nowhere else. */
    @Test
    void keyWithoutTheScopeGetsNothingFromAnyOperation() {
        Client key = by(Keys.make(company.admin().client(), "users:read").getString("secret"));
        Set<String> open = new TreeSet<>();
        JsonObject document = helpdeskly
                .atControl()
                .with("Accept", "application/json")
                .get("/openapi")
                .is(200)
                .json();
        document.getJsonObject("paths").forEach((path, item) -> {
            if (path.startsWith("/api/v1/") && !isPublic(path)) {
                item.asJsonObject().keySet().stream()
                        .filter(Set.of("get", "post", "put", "patch", "delete")::contains)
                        .filter(method -> !isKeyScope(
                                call(key, method, path, item.asJsonObject().getJsonObject(method))))
                        .forEach(method -> open.add(method + " " + path));
            }
        });
        assertThat(open)
                .contains("get /api/v1/me", "get /api/v1/users", "get /api/v1/users/{user}")
                .allMatch(operation -> operation.matches("get /api/v1/(me|users|teams)(/\\{[a-z]+})?"));
    }

    private static Answer call(Client key, String method, String path, JsonObject operation) {
        String target = path.substring("/api/v1".length()).replaceAll("\\{[a-zA-Z]+}", NO_ID);
        if (!operation.containsKey("requestBody")) {
            return key.send(method.toUpperCase(), target, null);
        }
        String type = operation
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .keySet()
                .iterator()
                .next();
        return key.with("Content-Type", type).send(method.toUpperCase(), target, "{}");
    }

    private static boolean isPublic(String path) {
        return path.endsWith("/auth/token") || path.contains("/auth/password-reset") || path.contains("/invitations/{");
    }

    private static boolean isKeyScope(Answer answer) {
        return answer.status() == 403 && answer.json().getString("type").endsWith(":key-scope");
    }

    @Test
    void keyEndsWhenItIsRevokedAndWithWhatEndsItsMaker() {
        Client admin = company.admin().client();
        Company.Person maker = company.another("AGENT");
        String user = "/users/" + maker.id();
        JsonObject revoked = Keys.make(maker.client(), "tickets:read");
        by(revoked.getString("secret")).get("/tickets").is(200);
        maker.client().delete("/api-keys/" + revoked.getString("id")).is(204);
        by(revoked.getString("secret")).get("/tickets").isProblem(401, "unauthorized");
        maker.client().delete("/api-keys/" + revoked.getString("id")).isProblem(404, "api-key-not-found");

        String ofAnAgent = Keys.make(maker.client(), "tickets:read").getString("secret");
        by(ofAnAgent).get("/tickets").is(200);
        admin.patch(user, json("name", "Renamed")).is(200);
        by(ofAnAgent).get("/tickets").is(200);
        admin.patch(user, json("role", "CUSTOMER")).is(200);
        by(ofAnAgent).get("/tickets").isProblem(401, "unauthorized");

        String ofTheLeaver = Keys.make(maker.client(), "tickets:read").getString("secret");
        by(ofTheLeaver).get("/tickets").is(200);
        admin.delete(user).is(204);
        by(ofTheLeaver).get("/tickets").isProblem(401, "unauthorized");
        admin.send("PATCH", user, "{\"active\":true}").is(200);
        by(ofTheLeaver).get("/tickets").isProblem(401, "unauthorized");
    }

    @Test
    void keyEndsWhenItsTimeIsOver() {
        Client maker = company.another("AGENT").client();
        String secret = maker.post(
                        "/api-keys", Keys.request("Short", Instant.now().plusSeconds(2), "tickets:read"))
                .is(201)
                .json()
                .getString("secret");
        by(secret).get("/tickets").is(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> by(secret).get("/tickets").isProblem(401, "unauthorized"));
    }

    @Test
    void keyOpensItsTenantAlone() {
        String secret = Keys.make(company.admin().client(), ALL).getString("secret");
        Company other = Company.of(helpdeskly, "otherkeys");
        helpdeskly.tenant(other.slug()).token(secret).get("/tickets").isProblem(401, "unauthorized");
        helpdeskly.controlApi().token(secret).get("/tenants").isProblem(401, "unauthorized");
        for (String wrong : List.of(
                "hd_",
                "hd_" + "A".repeat(64),
                secret + "A",
                secret.substring(0, 66) + (secret.endsWith("A") ? "B" : "A"),
                secret.replace("hd_", "hdc_"))) {
            by(wrong).get("/tickets").isProblem(401, "unauthorized");
        }
    }

    @Test
    void keysOfOthersAreNobodysBusiness() {
        JsonObject key = Keys.make(company.agent().client(), "tickets:read");
        company.admin().client().get("/api-keys/" + key.getString("id")).isProblem(404, "api-key-not-found");
        company.admin().client().delete("/api-keys/" + key.getString("id")).isProblem(404, "api-key-not-found");
        assertThat(company.customer().client().walk("/api-keys?limit=1"))
                .extracting(item -> item.getString("id"))
                .doesNotContain(key.getString("id"));
    }

    @Test
    void userHasSoManyKeysAlsoWhenTheyAreAskedForAtOnce() {
        Client maker = company.another("AGENT").client();
        List<Answer> answers = AtOnce.of(24, i -> maker.post("/api-keys", Keys.request("Key " + i, "tickets:read")));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(20);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.isProblem(409, "too-many-api-keys"));
        assertThat(maker.walk("/api-keys?limit=7")).hasSize(20);
    }

    private static Client by(String secret) {
        return helpdeskly.tenant(company.slug()).token(secret);
    }
}
