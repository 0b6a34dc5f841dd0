package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a tenant and its callers are kept to their rates. */
class RateLimitIT {
    private static final int CALLER = 10;
    private static final int TENANT = 30;

    private static Stack stack;
    private static Helpdeskly helpdeskly;
    private static Company company;
    private static Company other;

    @BeforeAll
    static void start() {
        stack = RunningServer.newStack(
                "rates",
                Map.of(
                        "HELPDESKLY_RATE_LIMIT_PER_TENANT",
                        String.valueOf(TENANT),
                        "HELPDESKLY_RATE_LIMIT_PER_CALLER",
                        String.valueOf(CALLER)));
        helpdeskly = Helpdeskly.of(stack);
        company = Company.of(helpdeskly, "rates");
        other = Company.of(helpdeskly, "otherrates");
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void callerWhoIsTooFastIsRefusedAloneAndComesInAgain() {
        Client fast = company.agent().client();
        int left = rested(fast);
        List<Answer> answers = AtOnce.of(60, i -> fast.get("/me"));

        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() != 200).toList();
        assertThat(refused).hasSizeBetween(20, 60 - left);
        refused.forEach(answer -> answer.isProblem(429, "rate-limit"));
        assertThat(refused.get(0).header("RateLimit-Limit")).contains("20");
        assertThat(refused.get(0).header("RateLimit-Remaining")).contains("0");
        assertThat(refused.get(0).header("RateLimit-Reset"))
                .hasValueSatisfying(reset -> assertThat(Integer.parseInt(reset)).isBetween(1, 2));
        other.agent().client().get("/me").is(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> fast.get("/me").is(200));
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        Client client = company.customer().client();
        rested(client);
        int before = remaining(client.get("/me"));
        assertThat(remaining(client.get("/tickets"))).isLessThan(before);
        assertThat(client.get("/nothing-there").header("RateLimit-Limit")).contains("20");
        assertThat(helpdeskly
                        .tenant(company.slug())
                        .post("/auth/token", json("email", "x@y.example", "password", "wrong"))
                        .header("RateLimit-Limit"))
                .contains("20");
    }

    @Test
    void keysOfAUserCountAsTheUser() {
        Company.Person person = other.another("AGENT");
        rested(person.client());
        Client key = helpdeskly
                .tenant(other.slug())
                .token(Keys.make(person.client(), "tickets:read").getString("secret"));
        int before = remaining(person.client().get("/me"));
        key.get("/tickets").is(200);
        key.get("/tickets").is(200);
        assertThat(remaining(person.client().get("/me"))).isLessThan(before);
    }

    @Test
    void guessersOfKeysAreRefusedBeforeTheyReachTheDatabase() {
        Client guesser = helpdeskly.tenant(other.slug()).token("hd_" + "A".repeat(64));
        List<Answer> answers = AtOnce.of(40, i -> guesser.get("/tickets"));
        assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
    }

    @Test
    void tenantsCallersTogetherAreKeptToItsRateAndNoOtherTenantFeelsIt() {
        List<Client> people = IntStream.range(0, 6)
                .mapToObj(i -> {
                    Client person = company.another("AGENT").client();
                    rested(person);
                    return person;
                })
                .toList();
        List<Answer> answers = AtOnce.of(108, i -> people.get(i % people.size()).get("/me"));
        assertThat(answers.stream().filter(answer -> answer.status() == 429)).isNotEmpty();
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeGreaterThanOrEqualTo(30);
        other.admin().client().get("/me").is(200);
    }

    @Test
    void whatItComesWithIsGenerous() {
        try (Stack plain = RunningServer.stackAsItComes("rates-as-they-come")) {
            Helpdeskly product = Helpdeskly.of(plain);
            Client owner = product.owner(product.newTenant("plain"));
            assertThat(owner.get("/me").is(200).header("RateLimit-Limit")).contains("5000");
            assertThat(AtOnce.of(50, i -> owner.get("/me")))
                    .extracting(Answer::status)
                    .containsOnly(200);
        }
    }

    /** Waits until the caller has nearly all of the limit again, and tells how much. */
    private static int rested(Client client) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> remaining(client.get("/me").is(200)), left -> left >= 18);
    }

    private static int remaining(Answer answer) {
        return Integer.parseInt(answer.header("RateLimit-Remaining").orElseThrow());
    }
}
