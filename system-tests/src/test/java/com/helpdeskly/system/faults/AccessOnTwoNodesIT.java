package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Operators;
import com.helpdeskly.system.harness.Superuser;
import com.helpdeskly.system.harness.TwoNodes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is decided about an operator or a machine at one node holds at the other. */
class AccessOnTwoNodesIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static TwoNodes nodes;
    private static Helpdeskly first;
    private static Helpdeskly second;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start("access", Map.of());
        first = nodes.first();
        second = nodes.second();
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void whatIsDecidedAtOneNodeIsEffectiveAtTheOtherWithinOneSecond() {
        decisionsAreEffectiveThere();
    }

    @Test
    void soItIsWhenTheMessagesAreLost() {
        nodes.firstStack().redis().killHard();
        try {
            decisionsAreEffectiveThere();
        } finally {
            nodes.firstStack().redis().start();
        }
    }

    private static void decisionsAreEffectiveThere() {
        Client owner = first.operator();
        Operators.Operator person = new Operators(first).taken("VIEWER");
        Client there = second.controlApi().token(token(first, person.email()));
        there.get("/operators").isProblem(403, "forbidden");
        owner.patch(person.path(), json("role", "OWNER")).is(200);
        await(() -> there.get("/operators").is(200));
        owner.send("PATCH", person.path(), "{\"active\":false}").is(200);
        await(() -> there.get("/tenants").isProblem(401, "unauthorized"));

        Operators.Operator other = new Operators(first).taken("VIEWER");
        Client otherThere = second.controlApi().token(token(first, other.email()));
        otherThere.get("/tenants").is(200);
        String renewed = first.controlApi()
                .token(token(first, other.email()))
                .post("/me/password", json("current", PASSWORD, "new", "another horse 2"))
                .is(200)
                .json()
                .getString("accessToken");
        second.controlApi().token(renewed).get("/me").is(200);
        await(() -> otherThere.get("/tenants").isProblem(401, "unauthorized"));
        owner.delete(other.path()).is(204);
        await(() -> second.controlApi().token(renewed).get("/tenants").isProblem(401, "unauthorized"));

        JsonObject machine = owner.post("/api-tokens", machine()).is(201).json();
        Client machineThere = second.controlApi().token(machine.getString("secret"));
        machineThere.get("/tenants").is(200);
        owner.delete("/api-tokens/" + machine.getString("id")).is(204);
        await(() -> machineThere.get("/tenants").isProblem(401, "unauthorized"));
    }

    @Test
    void tokenOfTheNewGenerationIsGoodAtTheOtherNodeAtOnce() {
        Operators.Operator person = new Operators(first).taken("VIEWER");
        String password = PASSWORD;
        for (int i = 0; i < 10; i++) {
            second.controlApi()
                    .token(Helpdeskly.token(first.controlApi(), person.email(), password))
                    .get("/me")
                    .is(200);
            String next = "another horse " + i;
            String renewed = first.controlApi()
                    .token(Helpdeskly.token(first.controlApi(), person.email(), password))
                    .post("/me/password", json("current", password, "new", next))
                    .is(200)
                    .json()
                    .getString("accessToken");
            second.controlApi().token(renewed).get("/me").is(200);
            password = next;
        }
    }

    @Test
    void nodesCountFailedSignInsTogetherAndARestartForgetsNone() {
        String email = newSlug("guessed") + "@helpdeskly.local";
        for (int i = 0; i < 10; i++) {
            guess(i % 2 == 0 ? first : second, email).isProblem(401, "invalid-credentials");
        }
        guess(first, email).isProblem(429, "too-many-sign-ins");
        guess(second, email).isProblem(429, "too-many-sign-ins");
        nodes.secondStack().server().killHard();
        nodes.secondStack().server().start();
        nodes.secondStack().server().awaitReady();
        Answer refused = guess(second, email).isProblem(429, "too-many-sign-ins");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 900);
        second.operator().get("/me").is(200);
    }

    @Test
    void guessesAtOnceAtBothNodesCannotPassTheLimitTogether() throws SQLException {
        String email = newSlug("crowd") + "@helpdeskly.local";
        List<Answer> answers = AtOnce.of(40, i -> guess(i % 2 == 0 ? first : second, email));
        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSize(10);
        assertThat(answers.stream().filter(answer -> answer.status() == 429)).hasSize(30);
        assertThat(first.operator().get("/audit?limit=100").items().stream()
                        .filter(entry -> entry.toString().contains(email))
                        .map(entry -> entry.getString("action")))
                .containsOnly("sign-in.failed", "sign-in.locked")
                .hasSize(11)
                .containsOnlyOnce("sign-in.locked");
        assertThat(new Superuser(nodes.firstStack())
                        .column(
                                Superuser.CONTROL,
                                "select failures || ' ' || pending from sign_in_attempts where key like '" + email
                                        + "%'"))
                .containsExactly("10 0", "10 0");
    }

    @Test
    void manyRightSignInsAtOnceAreAllLetIn() {
        Operators.Operator person = new Operators(first).taken("VIEWER");
        List<Answer> answers = AtOnce.of(
                24,
                i -> (i % 2 == 0 ? first : second)
                        .controlApi()
                        .post("/auth/token", json("email", person.email(), "password", PASSWORD)));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
    }

    @Test
    void lastOwnerStaysWhateverIsTriedAtOnce() {
        Client admin = first.operator();
        String me = "/operators/" + admin.get("/me").json().getString("id");
        for (JsonObject operator : admin.walk("/operators?limit=100")) {
            if (!("/operators/" + operator.getString("id")).equals(me)) {
                admin.delete("/operators/" + operator.getString("id")).is(204);
            }
        }
        admin.patch(me, json("role", "VIEWER")).isProblem(409, "last-owner");
        admin.send("PATCH", me, "{\"active\":false}").isProblem(409, "last-owner");
        admin.delete(me).isProblem(409, "last-owner");
        admin.post("/operators", json("email", "invited@helpdeskly.local", "name", "Invited", "role", "OWNER"))
                .is(201);
        admin.delete(me).isProblem(409, "last-owner");

        Operators.Operator other = new Operators(first).taken("OWNER");
        admin.patch(me, json("role", "VIEWER")).isProblem(409, "own-role");
        List<Answer> demotions = AtOnce.of(
                2,
                i -> i == 0
                        ? admin.patch(other.path(), json("role", "VIEWER"))
                        : other.client().patch(me, json("role", "VIEWER")));
        assertThat(demotions).extracting(Answer::status).containsExactlyInAnyOrder(200, 403);
        if (demotions.get(0).status() == 200) {
            admin.patch(other.path(), json("role", "OWNER")).is(200);
        } else {
            other.client().patch(me, json("role", "OWNER")).is(200);
        }

        List<Answer> departures = AtOnce.of(
                2,
                i -> i == 0
                        ? admin.send("PATCH", me, "{\"active\":false}")
                        : other.client().send("PATCH", other.path(), "{\"active\":false}"));
        assertThat(departures).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        if (departures.get(0).status() == 200) {
            other.client().send("PATCH", me, "{\"active\":true}").is(200);
        }
    }

    @Test
    void knownOperatorsGoOnWhileTheControlDatabaseIsAway() throws SQLException {
        Client operator = first.operator();
        operator.get("/me").is(200);
        Superuser superuser = new Superuser(nodes.firstStack());
        superuser.shut(Superuser.CONTROL);
        try {
            operator.get("/me").is(200);
            operator.get("/connections").is(200);
            first.controlApi()
                    .post("/auth/token", json("email", "admin@helpdeskly.local", "password", "admin"))
                    .isProblem(503, "unavailable");
            second.controlApi().token("hdc_" + "A".repeat(64)).get("/me").isProblem(503, "unavailable");
        } finally {
            superuser.reopen(Superuser.CONTROL);
        }
    }

    private static JsonObject machine() {
        return Json.createObjectBuilder()
                .add("name", "machine")
                .add("scopes", Json.createArrayBuilder().add("read"))
                .add("expiresAt", Instant.now().plusSeconds(3600).toString())
                .build();
    }

    private static Answer guess(Helpdeskly node, String email) {
        return node.controlApi().post("/auth/token", json("email", email, "password", "wrong"));
    }

    private static String token(Helpdeskly node, String email) {
        return Helpdeskly.token(node.controlApi(), email, PASSWORD);
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(AT_ONCE).untilAsserted(assertion::run);
    }
}
