package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.Signals;
import com.helpdeskly.system.harness.TwoNodes;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is decided about one of a tenant's people, or by them, at one node holds at the other. */
class PeopleOnTwoNodesIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static TwoNodes nodes;
    private static Helpdeskly first;
    private static Helpdeskly second;
    private static Company company;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start("people", Map.of());
        first = nodes.first();
        second = nodes.second();
        company = Company.of(first, "people");
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
    void soItIsWhileRedisIsGone() {
        nodes.firstStack().redis().killHard();
        try {
            decisionsAreEffectiveThere();
        } finally {
            nodes.firstStack().redis().start();
        }
    }

    /** Worse than dead: connections stay open and nothing is told. */
    @Test
    void soItIsWhileRedisHangs() {
        Signals.send("STOP", nodes.firstStack().redis().pid());
        try {
            decisionsAreEffectiveThere();
        } finally {
            Signals.send("CONT", nodes.firstStack().redis().pid());
        }
    }

    private static void decisionsAreEffectiveThere() {
        Client admin = company.admin().client();
        Company.Person leaver = company.another("AGENT");
        Client there = at(second, leaver.client());
        there.get("/users").is(200);
        admin.patch("/users/" + leaver.id(), json("role", "CUSTOMER")).is(200);
        await(() -> there.get("/users").isProblem(403, "forbidden"));
        assertThat(there.get("/me").is(200).json().getString("role")).isEqualTo("CUSTOMER");
        admin.delete("/users/" + leaver.id()).is(204);
        await(() -> there.get("/tickets").isProblem(401, "unauthorized"));

        Company.Person lost = company.another("AGENT");
        Client lostThere = at(second, lost.client());
        lostThere.get("/tickets").is(200);
        lost.client().post("/auth/sign-out-everywhere").is(204);
        lost.client().get("/me").isProblem(401, "unauthorized");
        await(() -> lostThere.get("/tickets").isProblem(401, "unauthorized"));

        Company.Person maker = company.another("AGENT");
        JsonObject key = Keys.make(maker.client(), "tickets:read");
        Client machineThere = second.tenant(company.slug()).token(key.getString("secret"));
        machineThere.get("/tickets").is(200);
        maker.client().delete("/api-keys/" + key.getString("id")).is(204);
        await(() -> machineThere.get("/tickets").isProblem(401, "unauthorized"));

        Client another = second.tenant(company.slug())
                .token(Keys.make(maker.client(), "tickets:read").getString("secret"));
        another.get("/tickets").is(200);
        admin.delete("/users/" + maker.id()).is(204);
        await(() -> another.get("/tickets").isProblem(401, "unauthorized"));
    }

    @Test
    void tokenOfTheNewGenerationIsGoodAtTheOtherNodeAtOnce() {
        Company.Person person = company.another("CUSTOMER");
        for (int i = 0; i < 5; i++) {
            at(second, first.person(company.slug(), person.email())).get("/me").is(200);
            first.person(company.slug(), person.email())
                    .post("/auth/sign-out-everywhere")
                    .is(204);
            String token = Helpdeskly.token(first.tenant(company.slug()), person.email(), PASSWORD);
            second.tenant(company.slug()).token(token).get("/me").is(200);
        }
    }

    @Test
    void nodesCountFailedSignInsOfATenantsPeopleTogether() {
        awaitThatNodesCountTogether();
        String email = company.another("AGENT").email();
        for (int i = 0; i < 10; i++) {
            guess(i % 2 == 0 ? first : second, email).isProblem(401, "invalid-credentials");
        }
        guess(first, email).isProblem(429, "too-many-sign-ins");
        Answer refused = guess(second, email).isProblem(429, "too-many-sign-ins");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 900);
        second.person(company.slug(), company.agent().email()).get("/me").is(200);
    }

    @Test
    void guessesAtOnceAtBothNodesCannotPassTheLimitTogether() {
        awaitThatNodesCountTogether();
        String email = newSlug("crowd") + "@people.example";
        List<Answer> answers = AtOnce.of(30, i -> guess(i % 2 == 0 ? first : second, email));
        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSize(10);
        assertThat(answers.stream().filter(answer -> answer.status() == 429)).hasSize(20);
    }

    @Test
    void manyRightSignInsAtOnceAreAllLetIn() {
        String email = company.another("AGENT").email();
        List<Answer> answers = AtOnce.of(
                24,
                i -> (i % 2 == 0 ? first : second)
                        .tenant(company.slug())
                        .post("/auth/token", json("email", email, "password", PASSWORD)));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
    }

    /** Where Redis was away just before, each node counts for itself until it has found it again. */
    private static void awaitThatNodesCountTogether() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            String email = newSlug("counted") + "@people.example";
            for (int i = 0; i < 10; i++) {
                guess(i % 2 == 0 ? first : second, email);
            }
            return guess(first, email).status() == 429;
        });
    }

    private static Answer guess(Helpdeskly node, String email) {
        return node.tenant(company.slug()).post("/auth/token", json("email", email, "password", "wrong"));
    }

    private static Client at(Helpdeskly node, Client client) {
        return client.at(URI.create(node.app() + "/api/v1"));
    }

    private static void await(Runnable assertion) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(AT_ONCE).untilAsserted(assertion::run);
    }
}
