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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Losing Redis costs latency, and nothing else. With the system property {@code helpdeskly.test.redis-away} (ISO 8601,
 * default PT5S) it is said how long it is away while requests of both planes and jobs go on.
 */
class RedisAwayIT {
    private static final Duration AWAY = Duration.parse(System.getProperty("helpdeskly.test.redis-away", "PT5S"));

    @Test
    void withoutRedisTenantsAreMadeServedAndSuspended() throws Exception {
        try (Stack stack = RunningServer.newStack("no-redis", Map.of())) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Client operator = helpdeskly.operator();
            String before = helpdeskly.newTenant("before");
            Client known = helpdeskly.owner(before);

            stack.redis().killHard();

            String slug = newSlug("during");
            helpdeskly.requestTenant(operator, slug).is(202);
            awaitStatus(operator, slug, "ACTIVE");
            helpdeskly.owner(slug).get("/tickets").is(200);
            known.get("/tickets").is(200);
            operator.post("/tenants/" + before + "/suspend", json("reason", "unpaid"))
                    .is(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> known.get("/tickets").isProblem(403, "tenant-inactive"));

            stack.redis().start();
            String after = newSlug("after");
            helpdeskly.requestTenant(operator, after).is(202);
            awaitStatus(operator, after, "ACTIVE");
            assertThat(operator.get("/jobs?status=QUEUED").is(200).items()).isEmpty();

            redisHangs(stack, helpdeskly, operator);
            nothingIsLostWhileItIsAway(stack, helpdeskly, operator);
        }
    }

    /** Requests of both planes, some of them for jobs, before, while and after it is away. */
    private static void nothingIsLostWhileItIsAway(Stack stack, Helpdeskly helpdeskly, Client operator)
            throws Exception {
        Client owner = helpdeskly.owner(helpdeskly.newTenant("working"));
        List<Supplier<Answer>> calls = List.of(
                () -> owner.get("/tickets?limit=5"),
                () -> owner.post("/tickets", json("title", "Meanwhile", "description", "Redis is away")),
                () -> operator.get("/tenants?limit=5"));
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (Load load = Load.of(calls.size(), calls::get);
                Load jobs = Load.of(1, caller -> () -> askAndWait(helpdeskly, operator, asked))) {
            load.await(20);
            stack.redis().stop();
            load.awaitTime(AWAY);
            stack.redis().start();
            load.awaitTime(Duration.ofSeconds(1));
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200, 201);
            assertThat(jobs.stop()).extracting(Load.Answered::status).containsOnly(200);
        }
        assertThat(asked).isNotEmpty();
        for (String slug : asked) {
            awaitStatus(operator, slug, "ACTIVE");
            helpdeskly.owner(slug).get("/tickets").is(200);
        }
        assertThat(new Superuser(stack).column(Superuser.CONTROL, "select kind from jobs where status <> 'SUCCEEDED'"))
                .isEmpty();
    }

    /** A tenant at a time, as a customer who waits for it. */
    private static Answer askAndWait(Helpdeskly helpdeskly, Client operator, Queue<String> asked) {
        String slug = newSlug("away");
        helpdeskly.requestTenant(operator, slug).is(202);
        asked.add(slug);
        awaitStatus(operator, slug, "ACTIVE");
        return operator.get("/tenants/" + slug);
    }

    /** Worse than dead: connections stay open and nothing answers. */
    private static void redisHangs(Stack stack, Helpdeskly helpdeskly, Client operator) {
        Signals.send("STOP", stack.redis().pid());
        try {
            List<String> slugs = List.of(newSlug("hung"), newSlug("hung"), newSlug("hung"), newSlug("hung"));
            slugs.forEach(slug -> helpdeskly.requestTenant(operator, slug).is(202));
            slugs.forEach(slug -> awaitStatus(operator, slug, "ACTIVE"));
            Client owner = helpdeskly.owner(slugs.get(0));
            operator.post("/tenants/" + slugs.get(0) + "/suspend", json("reason", "unpaid"))
                    .is(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> owner.get("/tickets").isProblem(403, "tenant-inactive"));
        } finally {
            Signals.send("CONT", stack.redis().pid());
        }
        String after = newSlug("woken");
        helpdeskly.requestTenant(operator, after).is(202);
        awaitStatus(operator, after, "ACTIVE");
    }
}
