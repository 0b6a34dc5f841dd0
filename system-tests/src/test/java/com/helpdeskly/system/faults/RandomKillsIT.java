package com.helpdeskly.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Superuser;
import com.helpdeskly.system.harness.TwoNodes;
import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rounds in which two nodes have tenants to make, to migrate, to rotate and to remove, and one of them is killed at a
 * random moment and started again. What was under way is not waited for before the next round.
 *
 * <p>System properties: {@code helpdeskly.test.kill-rounds} (3), and {@code helpdeskly.test.kill-seed}, with which the
 * same is tried again: the same choices, as far as the tenants are as far as they were. Without it there is another one
 * each time, which is logged.
 */
class RandomKillsIT {
    private static final System.Logger LOG = System.getLogger(RandomKillsIT.class.getName());
    private static final int ROUNDS = Integer.getInteger("helpdeskly.test.kill-rounds", 3);
    private static final long SEED = Long.getLong("helpdeskly.test.kill-seed", System.nanoTime());
    private static final int LATEST_KILL_MILLIS = 4_000;
    private static final Duration SETTLED = Duration.ofSeconds(120);

    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start(
                "random-kills", Map.of("HELPDESKLY_JOBS_LEASE_MS", "4000", "HELPDESKLY_TENANTS_GRACE", "PT0S"));
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void everyTenantEndsActiveFailedWithAReasonOrGone() throws Exception {
        LOG.log(Level.INFO, "{0} rounds with -Dhelpdeskly.test.kill-seed={1,number,#}", ROUNDS, SEED);
        Random random = new Random(SEED);
        RandomOrders orders = new RandomOrders(nodes, random);
        orders.begin();
        for (int round = 1; round <= ROUNDS; round++) {
            orders.choose();
            Stack victim = nodes.stacks().get(random.nextInt(2));
            int after = random.nextInt(LATEST_KILL_MILLIS);
            LOG.log(Level.INFO, "round {0}: {1} dies after {2} ms", round, victim.appUrl(), after);
            Executor later = CompletableFuture.delayedExecutor(after, TimeUnit.MILLISECONDS);
            CompletableFuture<Void> kill = CompletableFuture.runAsync(victim.server()::killHard, later);
            orders.send(victim);
            kill.join();
            victim.server().start();
            victim.server().awaitReady(Duration.ofMinutes(3));
        }
        Superuser superuser = new Superuser(nodes.firstStack());
        settles(superuser);
        everyTenantHasEnded(orders);
        Client operator = nodes.second().operator();
        assertThat(operator.get("/audit/verify").is(200).json().getBoolean("intact"))
                .isTrue();
        Findings.awaitNone(operator);
    }

    private static void settles(Superuser superuser) throws SQLException {
        Awaitility.await("all jobs have ended")
                .atMost(SETTLED)
                .untilAsserted(() -> assertThat(superuser.column(
                                Superuser.CONTROL,
                                "select kind || ' ' || status || ' ' || attempts || ' ' || coalesce(error, '') from jobs"
                                        + " where status in ('QUEUED', 'RUNNING')"))
                        .isEmpty());
        LOG.log(
                Level.INFO,
                "jobs: {0}",
                superuser.column(
                        Superuser.CONTROL,
                        "select format('%s %s at attempt %s: %s', kind, status, attempts, count(*)) from jobs"
                                + " group by kind, status, attempts order by 1"));
        LOG.log(
                Level.INFO,
                "given up: {0}",
                superuser.column(Superuser.CONTROL, "select kind || ': ' || error from jobs where status = 'FAILED'"));
        assertThat(superuser.column(
                        Superuser.CONTROL,
                        "select status || ': ' || coalesce(reason, '') from migrations where status <> 'SUCCEEDED'"))
                .as("runs over the fleet that did not succeed")
                .isEmpty();
    }

    private static void everyTenantHasEnded(RandomOrders orders) {
        Helpdeskly helpdeskly = nodes.first();
        Client operator = helpdeskly.operator();
        Map<String, Integer> ends = new TreeMap<>();
        for (String slug : orders.kept()) {
            Answer answer = operator.get("/tenants/" + slug);
            if (answer.status() == 404 && orders.mayBeMissing(slug)) {
                ends.merge("never begun", 1, Integer::sum);
                continue;
            }
            JsonObject tenant = answer.is(200).json();
            ends.merge(tenant.getString("status"), 1, Integer::sum);
            if (tenant.getString("status").equals("FAILED")) {
                assertThat(tenant.getString("statusReason")).as(slug).isNotBlank();
            } else {
                assertThat(tenant.getString("status")).as(slug).isEqualTo("ACTIVE");
                nodes.second().owner(slug).get("/tickets").is(200);
            }
        }
        for (String slug : orders.removed()) {
            operator.get("/tenants/" + slug).isProblem(404, "tenant-not-found");
            ends.merge("gone", 1, Integer::sum);
        }
        for (String slug : orders.perhapsRemoved()) {
            Answer answer = operator.get("/tenants/" + slug);
            assertThat(answer.status() == 404
                            || answer.json().getString("status").equals("ACTIVE"))
                    .as(answer::body)
                    .isTrue();
        }
        LOG.log(Level.INFO, "tenants: {0}", ends);
    }
}
