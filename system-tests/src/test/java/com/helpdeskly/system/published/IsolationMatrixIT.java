package com.helpdeskly.system.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.TokenForge;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * Every operation that is published, tried in every way in which one tenant could reach another. The document is where
 * the operations come from: a new one is tried without being named here. No answer to one side may hold a word or an id
 * of the other, and every answer's status must be one that the document names for the operation.
 */
@ExtendWith(RunningServer.class)
class IsolationMatrixIT {
    private static final JsonObject HEADER = Helpdeskly.json("alg", "HS256", "typ", "at+jwt");
    private static final String REPLAYED = "Idempotency-Replayed";

    private static Helpdeskly helpdeskly;
    private static PublishedApi api;
    private static Side mine;
    private static Side theirs;
    private static Map<String, String> before;
    private static Map<String, String> badTokens;

    @BeforeAll
    static void twoTenants(Helpdeskly running, Stack stack) throws SQLException {
        helpdeskly = running;
        api = PublishedApi.ofApp(running);
        mine = new Side(api, Company.of(running, "mine"));
        theirs = new Side(api, Company.of(running, "theirs"));
        for (PublishedOperation operation : api.operations()) {
            mine.path(operation);
            theirs.path(operation);
        }
        before = everythingOfTheirs();
        badTokens = badTokens(TokenForge.of(stack));
    }

    /** Whatever was tried, all of theirs is still there, and nothing of mine stands in it. */
    @AfterAll
    static void nothingOfTheirsWasTouched() {
        Map<String, String> after = everythingOfTheirs();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((operation, answer) -> {
            assertThat(answer).as(operation).startsWith(before.get(operation).substring(0, 4));
            assertThat(answer).as(operation).doesNotContain(mine.canary());
            mine.ids().forEach(id -> assertThat(answer).as(operation).doesNotContain(id));
        });
    }

    /** What the other side sees of each thing of its own. */
    private static Map<String, String> everythingOfTheirs() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (PublishedOperation operation : api.operations()) {
            if (operation.method().equals("GET") && !operation.pathParameters().isEmpty() && !operation.streams()) {
                Answer answer = theirs.company().admin().client().get(theirs.path(operation));
                seen.put(operation.name(), answer.status() + " " + answer.body());
            }
        }
        return seen;
    }

    @TestFactory
    Stream<DynamicContainer> everyOperation() {
        return api.operations().stream().map(operation -> dynamicContainer(operation.name(), ways(operation)));
    }

    private static List<DynamicNode> ways(PublishedOperation operation) {
        List<DynamicNode> ways = new ArrayList<>();
        ways.add(test("answers its own example", () -> ownExample(operation)));
        ways.addAll(withoutAValidToken(operation));
        ways.addAll(ofAnotherTenant(operation));
        ways.addAll(withALowerRole(operation));
        ways.addAll(withForeignIdsInThePath(operation));
        ways.addAll(withForeignIdsInTheBody(operation));
        ways.addAll(withForeignIdsInTheQuery(operation));
        ways.addAll(withForeignKeys(operation));
        return ways;
    }

    /** Without this, all that is refused could be refused for another reason. */
    private static void ownExample(PublishedOperation operation) {
        Client admin = endsSessions(operation)
                ? mine.company().another("ADMIN").client()
                : mine.company().admin().client();
        Answer answer = call(
                operation,
                admin,
                mine.freshPath(operation),
                mine.body(operation).orElse(null));
        if (operation.isPublic()) {
            assertThat(answer.status()).as(answer.body()).isNotEqualTo(400);
        } else {
            assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        }
    }

    private static List<DynamicTest> withoutAValidToken(PublishedOperation operation) {
        List<DynamicTest> tests = new ArrayList<>();
        Client anonymous = helpdeskly.tenant(mine.company().slug());
        if (!operation.isPublic()) {
            tests.add(test("no token", () -> refused(operation, anonymous, 401)));
        }
        badTokens.forEach((what, token) ->
                tests.add(test("token " + what, () -> refused(operation, anonymous.token(token), 401))));
        return tests;
    }

    private static List<DynamicTest> ofAnotherTenant(PublishedOperation operation) {
        Client me = mine.company().admin().client();
        Client them = theirs.company().admin().client();
        String slug = mine.company().slug();
        String other = theirs.company().slug();
        String theirHost = other + ".localhost:" + helpdeskly.app().getPort();
        return List.of(
                test("token of another tenant", () -> refused(operation, them.with("X-Tenant-Slug", slug), 403)),
                test("header of another tenant", () -> refusedOf(theirs, operation, me.with("X-Tenant-Slug", other))),
                test(
                        "host of another tenant",
                        () -> refusedOf(
                                theirs, operation, me.with("X-Tenant-Slug", "").with("Host", theirHost))),
                test("host against header", () -> refusedOf(theirs, operation, me.with("Host", theirHost))),
                test(
                        "host and header against token",
                        () -> refusedOf(
                                theirs, operation, me.with("Host", theirHost).with("X-Tenant-Slug", other))));
    }

    private static List<DynamicTest> withALowerRole(PublishedOperation operation) {
        Map<String, Client> people = Map.of(
                "AGENT", mine.company().agent().client(),
                "CUSTOMER", mine.company().customer().client());
        return people.entrySet().stream()
                .filter(person ->
                        !operation.roles().isEmpty() && !operation.roles().contains(person.getKey()))
                .map(person -> test("as " + person.getKey(), () -> refused(operation, person.getValue(), 403)))
                .toList();
    }

    /** All of them, and each alone among own ones. */
    private static List<DynamicTest> withForeignIdsInThePath(PublishedOperation operation) {
        List<DynamicTest> tests = new ArrayList<>();
        if (operation.pathParameters().isEmpty() || operation.isPublic()) {
            return tests;
        }
        for (String parameter : operation.pathParameters()) {
            tests.add(test("another tenant's {" + parameter + "}", () -> {
                String path = operation.path().replace("{" + parameter + "}", theirs.thing(operation, parameter));
                for (String own : operation.pathParameters()) {
                    path = path.replace("{" + own + "}", mine.thing(operation, own));
                }
                notFound(operation, path);
            }));
        }
        tests.add(test("another tenant's path", () -> notFound(operation, theirs.path(operation))));
        return tests;
    }

    private static void notFound(PublishedOperation operation, String path) {
        for (Company.Person person : List.of(
                mine.company().admin(), mine.company().agent(), mine.company().customer())) {
            Answer answer =
                    call(operation, person.client(), path, mine.body(operation).orElse(null));
            assertThat(answer.status()).as("%s: %s", path, answer.body()).isIn(403, 404);
        }
        assertThat(call(
                                operation,
                                mine.company().admin().client(),
                                path,
                                mine.body(operation).orElse(null))
                        .status())
                .isEqualTo(404);
    }

    private static List<DynamicTest> withForeignIdsInTheBody(PublishedOperation operation) {
        if (operation.bodyType().filter("application/json"::equals).isEmpty()) {
            return List.of();
        }
        return mine.idFields(operation).stream()
                .map(field -> test("another tenant's id as " + field, () -> {
                    String foreign = theirs.meant(field).orElseThrow();
                    Answer answer = call(
                            operation,
                            mine.company().admin().client(),
                            mine.freshPath(operation),
                            mine.bodyWith(operation, field, foreign));
                    assertThat(answer.status() < 300 ? resultsOf(answer) : List.of(answer.status()))
                            .as(answer.body())
                            .isNotEmpty()
                            .allMatch(status -> status >= 400 && status < 500);
                }))
                .toList();
    }

    /** The statuses of what was asked for one by one. */
    private static List<Integer> resultsOf(Answer answer) {
        JsonValue results = answer.json().get("results");
        return results == null
                ? List.of(answer.status())
                : results.asJsonArray().getValuesAs(JsonObject.class).stream()
                        .map(result -> result.getInt("status"))
                        .toList();
    }

    private static List<DynamicTest> withForeignIdsInTheQuery(PublishedOperation operation) {
        List<DynamicTest> tests = new ArrayList<>();
        Client me = mine.company().admin().client();
        String path = mine.path(operation);
        for (String parameter : operation.queryParameters()) {
            if (parameter.equals("cursor")) {
                tests.add(test("another tenant's cursor", () -> foreignCursor(operation)));
                continue;
            }
            List<String> foreign = new ArrayList<>(List.of(theirs.canary()));
            theirs.meant(parameter).ifPresent(foreign::add);
            for (String value : foreign) {
                tests.add(test("another tenant's words and ids as " + parameter, () -> {
                    Answer answer = call(operation, me, path + "?" + parameter + "=" + value, null);
                    if (answer.status() == 200
                            && answer.json().containsKey("items")
                            && theirs.ids().contains(value)) {
                        assertThat(answer.items()).isEmpty();
                    }
                }));
            }
        }
        return tests;
    }

    /** A real one where the other side has a second page, and one of its words where not. */
    private static void foreignCursor(PublishedOperation operation) {
        Answer page = theirs.company().admin().client().get(theirs.path(operation) + "?limit=1");
        String cursor = page.next().orElse(theirs.canary());
        Answer answer =
                call(operation, mine.company().admin().client(), mine.path(operation) + "?cursor=" + cursor, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    private static List<DynamicTest> withForeignKeys(PublishedOperation operation) {
        List<DynamicTest> tests = new ArrayList<>();
        if (operation.takesHeader("Idempotency-Key") && !endsSessions(operation)) {
            tests.add(test("another tenant's Idempotency-Key", () -> foreignKey(operation)));
        }
        if (operation.streams()) {
            tests.add(test("another tenant's Last-Event-ID", () -> {
                for (String id : Stream.concat(theirs.ids().stream(), Stream.of("0", "1", "0-0"))
                        .toList()) {
                    Client me = mine.company().admin().client().with("Last-Event-ID", id);
                    call(operation, me, mine.path(operation), null);
                }
            }));
        }
        return tests;
    }

    /** The same key and, where the path allows it, the very same request. */
    private static void foreignKey(PublishedOperation operation) {
        String key = UUID.randomUUID().toString();
        String body = theirs.body(operation).orElse(null);
        Side.send(
                operation,
                theirs.company().admin().client().with("Idempotency-Key", key),
                theirs.freshPath(operation),
                body);
        Client me = mine.company().admin().client().with("Idempotency-Key", key);
        Answer answer = call(
                operation, me, mine.freshPath(operation), mine.body(operation).orElse(null));
        assertThat(answer.header(REPLAYED)).isEmpty();
        assertThat(answer.status()).as(answer.body()).isNotEqualTo(422);
    }

    private static void refused(PublishedOperation operation, Client client, int status) {
        Answer answer = call(
                operation, client, mine.path(operation), mine.body(operation).orElse(null));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static void refusedOf(Side side, PublishedOperation operation, Client client) {
        Answer answer = call(
                operation, client, side.path(operation), mine.body(operation).orElse(null));
        answer.isProblem(403, "tenant-mismatch");
    }

    /** Every answer that my side gets goes through here. */
    private static Answer call(PublishedOperation operation, Client client, String path, String body) {
        Answer answer = Side.send(operation, client, path, body).hidesInternals();
        String asked = path + body;
        assertThat(operation.documents(answer.status()))
                .as("%s answered %s, which is not documented: %s", operation, answer.status(), answer.body())
                .isTrue();
        assertThat(answer.body()).doesNotContain(path.contains(theirs.canary()) ? "\0" : theirs.canary());
        theirs.ids().stream()
                .filter(id -> !asked.contains(id))
                .forEach(id -> assertThat(answer.body())
                        .as("%s %s", operation.method(), path)
                        .doesNotContain(id));
        return answer;
    }

    /** After it the tokens of the caller are worthless. */
    private static boolean endsSessions(PublishedOperation operation) {
        return operation.path().contains("sign-out");
    }

    private static DynamicTest test(String name, Executable executable) {
        return dynamicTest(name, executable);
    }

    /** Expired, and forged in every way that a reader of tokens can be taken in by. */
    private static Map<String, String> badTokens(TokenForge forge) {
        String slug = mine.company().slug();
        String good =
                Helpdeskly.token(helpdeskly.tenant(slug), mine.company().admin().email(), Helpdeskly.PASSWORD);
        String[] parts = good.split("\\.");
        JsonObject claims = decoded(parts[1]);
        String theirTenant = decoded(Helpdeskly.token(
                                helpdeskly.tenant(theirs.company().slug()),
                                theirs.company().admin().email(),
                                Helpdeskly.PASSWORD)
                        .split("\\.")[1])
                .getString("tenant");
        JsonObject none = Helpdeskly.json("alg", "none", "typ", "at+jwt");
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("that has expired", forge.sign(HEADER, with(claims, "exp", number(-60))));
        bad.put("that says it is not signed", encoded(none) + "." + parts[1] + ".");
        bad.put("that says it is not signed, and is", encoded(none) + "." + parts[1] + "." + parts[2]);
        bad.put("signed with another key", TokenForge.withForeignKey().sign(HEADER, claims));
        bad.put(
                "whose tenant was changed",
                parts[0] + "." + encoded(with(claims, "tenant", Json.createValue(theirTenant))) + "." + parts[2]);
        bad.put(
                "whose subject was changed",
                parts[0]
                        + "."
                        + encoded(with(
                                claims,
                                "sub",
                                Json.createValue(theirs.company().admin().id())))
                        + "." + parts[2]);
        bad.put(
                "whose end was changed",
                parts[0] + "." + encoded(with(claims, "exp", number(99_999))) + "." + parts[2]);
        bad.put("without a signature", parts[0] + "." + parts[1] + ".");
        bad.put("of an operator", Helpdeskly.token(helpdeskly.controlApi(), "admin@helpdeskly.local", "admin"));
        return bad;
    }

    private static JsonValue number(int secondsFromNow) {
        return Json.createValue(Instant.now().getEpochSecond() + secondsFromNow);
    }

    private static JsonObject with(JsonObject claims, String name, JsonValue value) {
        JsonObjectBuilder changed = Json.createObjectBuilder(claims);
        return changed.add(name, value).build();
    }

    private static String encoded(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject decoded(String part) {
        String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
