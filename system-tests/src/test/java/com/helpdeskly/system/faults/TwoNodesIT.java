package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Signals;
import com.helpdeskly.system.harness.Superuser;
import com.helpdeskly.system.harness.TwoNodes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes that share a control database and Redis, and nothing else. */
class TwoNodesIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration TAKE_OVER = Duration.ofSeconds(30);

    private static TwoNodes nodes;
    private static Helpdeskly first;
    private static Helpdeskly second;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start("two-nodes", Map.of());
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
    void tokenAndTicketsOfOneNodeAreGoodAtTheOther() {
        String slug = first.newTenant("shared");
        String token = Helpdeskly.token(first.tenant(slug), Helpdeskly.ownerOf(slug), Helpdeskly.PASSWORD);
        newTicket(first.tenant(slug).token(token), "Opened at the first");
        assertThat(second.tenant(slug).token(token).get("/tickets").is(200).items("title"))
                .containsExactly("Opened at the first");
    }

    @Test
    void changeOfATenantIsEffectiveOnTheOtherNodeWithinOneSecond() {
        String slug = first.newTenant("changed");
        Client there = second.owner(slug);
        effectiveThere(slug, there);
    }

    @Test
    void soItIsWhenTheMessagesAreLost() {
        String slug = first.newTenant("unheard");
        Client there = second.owner(slug);
        nodes.firstStack().redis().killHard();
        try {
            effectiveThere(slug, there);
        } finally {
            nodes.firstStack().redis().start();
        }
    }

    private static void effectiveThere(String slug, Client there) {
        Client operator = first.operator();
        there.get("/tickets").is(200);
        operator.post("/tenants/" + slug + "/suspend", json("reason", "unpaid")).is(200);
        await(() -> there.get("/tickets").isProblem(403, "tenant-inactive"));
        operator.post("/tenants/" + slug + "/activate").is(200);
        await(() -> there.get("/tickets").is(200));
        operator.post(
                        "/tenants/" + slug + "/maintenance",
                        Json.createObjectBuilder()
                                .add("enabled", true)
                                .add("reason", "disks")
                                .build())
                .is(200);
        await(() -> there.get("/tickets").isProblem(503, "tenant-unavailable"));
    }

    /** Every request of the load holds its connection for as long as the table is locked, so that each limit is reached. */
    @Test
    void limitOfATenantIsEffectiveOnTheOtherNodeWithoutAnotherClient() throws Exception {
        String slug = first.newTenant("limited");
        Client there = second.owner(slug);
        String database = new Superuser(nodes.firstStack()).databaseOf(slug);
        try (Load load = Load.of(12, caller -> () -> there.get("/tickets?limit=1"))) {
            try (Connection holder = nodes.firstStack().postgres().connect(database)) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("lock table tickets in access exclusive mode");
                awaitConnections(slug, 5);
                limit(slug, "8");
                awaitConnections(slug, 8);
                limit(slug, "2");
                holder.rollback();
            }
            awaitConnections(slug, 2);
            load.awaitTime(AT_ONCE);
            assertThat(connections().getJsonObject("connectionsByTenant").getInt(slug))
                    .isEqualTo(2);
            assertThat(connections().getJsonObject("limits").getJsonObject("connectionsOfTenants"))
                    .containsEntry(slug, Json.createValue(2));
            limit(slug, "null");
            await(() -> assertThat(connections().getJsonObject("limits").getJsonObject("connectionsOfTenants"))
                    .doesNotContainKey(slug));
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200, 429);
        }
        assertThat(Files.readAllLines(nodes.secondStack().server().log()))
                .filteredOn(line -> line.contains("A client was made for the database " + database))
                .hasSize(1);
    }

    private static void limit(String slug, String connections) {
        first.operator()
                .send("PATCH", "/tenants/" + slug, "{\"limits\":{\"connections\":" + connections + "}}")
                .is(200);
    }

    private static void awaitConnections(String slug, int count) {
        Awaitility.await(count + " connections of " + slug)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> connections().getJsonObject("connectionsByTenant").getInt(slug, 0) == count);
    }

    private static JsonObject connections() {
        return second.operator().get("/connections").is(200).json();
    }

    @Test
    void nodesMakeTenantsTogetherAndEachOfThemOnce() {
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            slugs.add(newSlug("both"));
            first.requestTenant(first.operator(), slugs.get(slugs.size() - 1)).is(202);
            slugs.add(newSlug("both"));
            second.requestTenant(second.operator(), slugs.get(slugs.size() - 1)).is(202);
        }
        Client operator = second.operator();
        for (String slug : slugs) {
            awaitStatus(operator, slug, "ACTIVE");
            JsonObject job =
                    operator.get("/jobs?tenant=" + slug).is(200).items().get(0);
            assertThat(job.getInt("attempts")).isEqualTo(1);
        }
    }

    @Test
    void jobsOfANodeThatHangsAreTakenOverAndItCannotFinishThem() throws Exception {
        List<String> slugs = new ArrayList<>();
        Client atFirst = first.operator();
        Client atSecond = second.operator();
        Signals.send("STOP", nodes.secondStack().server().pid());
        for (int i = 0; i < 8; i++) {
            slugs.add(newSlug("hung"));
            first.requestTenant(atFirst, slugs.get(i)).is(202);
        }
        Signals.send("STOP", nodes.firstStack().server().pid());
        Signals.send("CONT", nodes.secondStack().server().pid());
        long hung = System.nanoTime();
        try {
            for (String slug : slugs) {
                Awaitility.await(slug)
                        .atMost(TAKE_OVER)
                        .untilAsserted(() -> assertThat(atSecond.get("/tenants/" + slug)
                                        .is(200)
                                        .json()
                                        .getString("status"))
                                .isEqualTo("ACTIVE"));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - hung)).isLessThan(TAKE_OVER);
        } finally {
            Signals.send("CONT", nodes.firstStack().server().pid());
        }
        assertThat(new Superuser(nodes.firstStack())
                        .column(Superuser.CONTROL, "select id::text from jobs where status <> 'SUCCEEDED'"))
                .isEmpty();
        for (String slug : slugs) {
            first.owner(slug).get("/me").is(200);
            assertThat(second.owner(slug).get("/users").is(200).items()).hasSize(1);
        }
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(AT_ONCE).untilAsserted(assertion);
    }
}
