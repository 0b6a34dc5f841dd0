package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Losing Redis costs latency, and nothing else. */
class RedisAwayIT {
    @Test
    void withoutRedisTenantsAreMadeServedAndSuspended() {
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
        }
    }

    /** Worse than dead: connections stay open and nothing answers. */
    private static void redisHangs(Stack stack, Helpdeskly helpdeskly, Client operator) {
        signal("STOP", stack.redis().pid());
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
            signal("CONT", stack.redis().pid());
        }
        String after = newSlug("woken");
        helpdeskly.requestTenant(operator, after).is(202);
        awaitStatus(operator, after, "ACTIVE");
    }

    private static void signal(String name, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
