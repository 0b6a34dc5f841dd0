package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How tenants are asked for, found, renamed and switched. */
@ExtendWith(RunningServer.class)
class TenantsIT {
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
    void slugsThatTheContractForbidsAreRefused() {
        List<String> bad = new ArrayList<>(List.of(
                "api", "www", "admin", "app", "control", "console", "health", "metrics", "static", "localhost"));
        bad.addAll(
                List.of("", "-", "-a", "a-", "A", "aCme", "a_b", "a.b", "a b", " a", "a\n", "é", "ａ", "a".repeat(51)));
        for (String slug : bad) {
            assertThat(helpdeskly
                            .requestTenant(operator, slug)
                            .isProblem(400, "invalid-request")
                            .violations())
                    .as(slug)
                    .contains("slug");
        }
        assertThat(operator.get("/tenants?q=localhost").is(200).items()).isEmpty();
    }

    @Test
    void slugsOfFiftyCharactersAndOfDigitsAndDashesAreTaken() {
        String longest = newSlug("x".repeat(41));
        String digits = "0--" + Math.abs(newSlug("").hashCode());
        for (String slug : List.of(longest, digits)) {
            helpdeskly.requestTenant(operator, slug).is(202);
        }
        for (String slug : List.of(longest, digits)) {
            awaitStatus(operator, slug, "ACTIVE");
            helpdeskly.owner(slug).get("/me").is(200);
        }
        assertThat(longest).hasSize(50);
    }

    @Test
    void namesAndOwnersOutOfBoundsAreRefusedFieldByField() {
        Map<String, List<JsonObject>> bad = Map.of(
                "name",
                List.of(
                        tenant("", "o@x.example", "O", "12345678"),
                        tenant("   ", "o@x.example", "O", "12345678"),
                        tenant("n".repeat(101), "o@x.example", "O", "12345678"),
                        tenant("a\u0000b", "o@x.example", "O", "12345678")),
                "owner.email",
                List.of(
                        tenant("N", "", "O", "12345678"),
                        tenant("N", "nobody", "O", "12345678"),
                        tenant("N", "a@", "O", "12345678"),
                        tenant("N", "@b.example", "O", "12345678"),
                        tenant("N", "a b@c.example", "O", "12345678"),
                        tenant("N", "a@" + "b".repeat(260) + ".example", "O", "12345678")),
                "owner.name",
                List.of(
                        tenant("N", "o@x.example", " ", "12345678"),
                        tenant("N", "o@x.example", "o".repeat(101), "12345678")),
                "owner.password",
                List.of(
                        tenant("N", "o@x.example", "O", ""),
                        tenant("N", "o@x.example", "O", "1234567"),
                        tenant("N", "o@x.example", "O", "p".repeat(201))));
        bad.forEach((field, bodies) -> bodies.forEach(body -> assertThat(operator.post("/tenants", body)
                        .isProblem(400, "invalid-request")
                        .violations())
                .as(body.toString())
                .containsExactly(field)));
    }

    @Test
    void wrongTypesInANewTenantAreViolationsOfTheirFields() {
        assertThat(operator.send("POST", "/tenants", "{\"name\":1,\"slug\":[],\"owner\":\"me\"}")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("name", "owner", "slug");
        assertThat(operator.send(
                                "POST",
                                "/tenants",
                                "{\"name\":null,\"slug\":null,\"owner\":{\"email\":null,\"name\":{},\"password\":12345678,\"x\":1}}")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("name", "owner.email", "owner.name", "owner.password", "owner.x", "slug");
    }

    @Test
    void ofManyRequestsForOneSlugAtOnceExactlyOneIsTaken() throws Exception {
        String slug = newSlug("race");
        List<Callable<Answer>> requests = Collections.nCopies(8, () -> helpdeskly.requestTenant(operator, slug));
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        List<Integer> statuses = new ArrayList<>();
        try {
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                statuses.add(answer.get().status());
                if (answer.get().status() != 202) {
                    answer.get().isProblem(409, "slug-taken");
                }
            }
        } finally {
            threads.shutdown();
        }
        assertThat(statuses).containsOnlyOnce(202).hasSize(8);
        awaitStatus(operator, slug, "ACTIVE");
        assertThat(operator.get("/jobs?tenant=" + slug).is(200).items()).hasSize(1);
        assertThat(operator.get("/audit?tenant=" + slug + "&action=tenant.create")
                        .is(200)
                        .items())
                .hasSize(1);
    }

    @Test
    void ownerWithoutAPasswordExistsAndCannotSignIn() {
        String slug = newSlug("nopass");
        JsonObject owner = Json.createObjectBuilder(json("email", "Owner@Example.COM", "name", " Jo "))
                .build();
        operator.post(
                        "/tenants",
                        Json.createObjectBuilder(json("name", "  Spaces  ", "slug", slug))
                                .add("owner", owner)
                                .build())
                .is(202);
        awaitStatus(operator, slug, "ACTIVE");

        assertThat(operator.get("/tenants/" + slug).json().getString("name")).isEqualTo("Spaces");
        for (String password : List.of("null", "password", Helpdeskly.PASSWORD)) {
            helpdeskly
                    .tenant(slug)
                    .post("/auth/token", json("email", "owner@example.com", "password", password))
                    .isProblem(401, "invalid-credentials");
        }
    }

    @Test
    void textThatIsSearchedForIsTakenLiterally() {
        String slug = newSlug("literal");
        helpdeskly.requestTenant(operator, slug).is(202);
        String name = slug + " 100%_\\!' Ärger";
        operator.patch("/tenants/" + slug, json("name", name)).is(200);

        for (String found : List.of(slug, slug.toUpperCase(), slug + " 100%_", "%_\\!'", "\\!' Ä", "ärger", "ÄRGER")) {
            assertThat(search(found)).as(found).contains(slug);
        }
        for (String notFound : List.of(slug + "%", slug + "_", slug + " 1%", slug + " 1__", slug + "\\", "!" + slug)) {
            assertThat(search(notFound)).as(notFound).doesNotContain(slug);
        }
        assertThat(search(slug + "' or '1'='1")).isEmpty();
    }

    private List<String> search(String text) {
        return operator.get("/tenants?limit=100&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .is(200)
                .items("slug");
    }

    @Test
    void renameTakesANameAndNothingElse() {
        String slug = newSlug("patch");
        helpdeskly.requestTenant(operator, slug).is(202);
        String tenant = "/tenants/" + slug;

        operator.patch("/tenants/" + newSlug("nobody"), json("name", "X")).isProblem(404, "tenant-not-found");
        for (JsonObject body : List.of(
                json(),
                json("name", " "),
                json("name", "n".repeat(101)),
                Json.createObjectBuilder().add("name", JsonValue.NULL).build())) {
            assertThat(operator.patch(tenant, body)
                            .isProblem(400, "invalid-request")
                            .violations())
                    .as(body.toString())
                    .containsExactly("name");
        }
        assertThat(operator.patch(tenant, json("name", "X", "slug", "other", "status", "ACTIVE"))
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("slug", "status");
        assertThat(operator.with("If-Match", "*")
                        .patch(tenant, json("name", " 企業 🏢 "))
                        .is(200)
                        .json()
                        .getString("name"))
                .isEqualTo("企業 🏢");
    }

    @Test
    void limitsOfATenantAreShownAndRecordedAndRefusedFieldByField() {
        String slug = helpdeskly.newTenant("limits");
        String tenant = "/tenants/" + slug;
        assertThat(limit(tenant)).isEqualTo(JsonValue.NULL);

        operator.send("PATCH", tenant, "{\"limits\":{\"connections\":3},\"name\":\"Narrow\"}")
                .is(200);
        assertThat(limit(tenant)).isEqualTo(Json.createValue(3));
        operator.patch(tenant, json("name", "Still narrow")).is(200);
        assertThat(limit(tenant)).isEqualTo(Json.createValue(3));
        operator.send("PATCH", tenant, "{\"limits\":{\"connections\":null}}").is(200);
        assertThat(limit(tenant)).isEqualTo(JsonValue.NULL);

        assertThat(operator.get("/audit?action=tenant.limit&tenant=" + slug)
                        .is(200)
                        .items())
                .extracting(entry -> entry.getString("before") + " → " + entry.getString("after"))
                .containsExactly(
                        "ACTIVE · at most 3 connections · Still narrow → ACTIVE · Still narrow",
                        "ACTIVE · Test " + slug + " → ACTIVE · at most 3 connections · Narrow");
        Map.of(
                        "{\"limits\":{\"connections\":0,\"x\":1},\"name\":\" \",\"y\":1}",
                        List.of("limits.connections", "limits.x", "name", "y"),
                        "{\"limits\":{\"connections\":10001}}",
                        List.of("limits.connections"),
                        "{\"limits\":{}}",
                        List.of("limits.connections"),
                        "{\"limits\":null}",
                        List.of("limits"))
                .forEach((body, violations) -> assertThat(operator.send("PATCH", tenant, body)
                                .isProblem(400, "invalid-request")
                                .violations())
                        .as(body)
                        .containsExactlyElementsOf(violations));
    }

    private JsonValue limit(String tenant) {
        return operator.get(tenant).is(200).json().getJsonObject("limits").get("connections");
    }

    @Test
    void everyTransitionIsAllowedOrRefusedByTheStateAlone() {
        String slug = helpdeskly.newTenant("matrix");
        Map<String, List<String>> allowed = Map.of(
                "ACTIVE", List.of("deactivate", "suspend"),
                "INACTIVE", List.of("activate"),
                "SUSPENDED", List.of("activate"));
        Map<String, String> into = Map.of("ACTIVE", "activate", "INACTIVE", "deactivate", "SUSPENDED", "suspend");
        allowed.forEach((state, actions) -> {
            for (String action : List.of("activate", "deactivate", "suspend", "provision")) {
                bring(slug, state, into.get(state));
                String before = operator.get("/tenants/" + slug).body();
                Answer answer = transition(operator, slug, action);
                if (actions.contains(action)) {
                    answer.is(200);
                    assertThat(answer.header("ETag")).isPresent();
                } else {
                    answer.isProblem(409, "tenant-state");
                    assertThat(operator.get("/tenants/" + slug).body()).isEqualTo(before);
                }
            }
        });
    }

    private void bring(String slug, String state, String action) {
        if (status(slug).equals(state)) {
            return;
        }
        if (!status(slug).equals("ACTIVE")) {
            transition(operator, slug, "activate").is(200);
        }
        if (!state.equals("ACTIVE")) {
            transition(operator, slug, action).is(200);
        }
        assertThat(status(slug)).isEqualTo(state);
    }

    private String status(String slug) {
        return operator.get("/tenants/" + slug).is(200).json().getString("status");
    }

    private static Answer transition(Client client, String slug, String action) {
        String path = "/tenants/" + slug + "/" + action;
        return action.equals("suspend") ? client.post(path, json("reason", "unpaid")) : client.post(path);
    }

    @Test
    void transitionsOfNobodyAndFromAStaleVersionAreRefused() {
        String slug = helpdeskly.newTenant("stale");
        String read = operator.get("/tenants/" + slug).header("ETag").orElseThrow();
        operator.patch("/tenants/" + slug, json("name", "Changed since")).is(200);
        for (String action : List.of("activate", "deactivate", "suspend")) {
            transition(operator.with("If-Match", read), slug, action).isProblem(412, "precondition-failed");
            transition(operator, newSlug("nobody"), action).isProblem(404, "tenant-not-found");
        }
        operator.post("/tenants/" + newSlug("nobody") + "/provision").isProblem(404, "tenant-not-found");
        operator.post("/tenants/" + slug + "/suspend", json("reason", " ")).isProblem(400, "invalid-request");
        operator.post("/tenants/" + slug + "/suspend", json("reason", "r".repeat(501)))
                .isProblem(400, "invalid-request");
        assertThat(status(slug)).isEqualTo("ACTIVE");
    }

    @Test
    void noAnswerEverHoldsCredentials() {
        String slug = newSlug("secret");
        List<Answer> answers = new ArrayList<>(List.of(helpdeskly.requestTenant(operator, slug)));
        awaitStatus(operator, slug, "ACTIVE");
        String job = answers.get(0).json().getString("jobId");
        answers.add(transition(operator, slug, "suspend"));
        answers.add(transition(operator, slug, "activate"));
        answers.add(operator.patch("/tenants/" + slug, json("name", "Y")));
        for (String path : List.of(
                "/tenants/" + slug,
                "/tenants?q=" + slug,
                "/jobs/" + job,
                "/jobs?tenant=" + slug,
                "/audit?tenant=" + slug,
                "/connections")) {
            answers.add(operator.get(path).is(200));
        }
        for (Answer answer : answers) {
            assertThat(answer.hidesInternals().body())
                    .doesNotContain(Helpdeskly.PASSWORD)
                    .doesNotContain("k1:")
                    .doesNotContainIgnoringCase("scram")
                    .doesNotContainIgnoringCase("argon")
                    .doesNotContainIgnoringCase("password")
                    .doesNotContainIgnoringCase("sealed");
        }
    }

    private static JsonObject tenant(String name, String email, String ownerName, String password) {
        return Json.createObjectBuilder(json("name", name, "slug", newSlug("bad")))
                .add("owner", json("email", email, "name", ownerName, "password", password))
                .build();
    }
}
