package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant that is switched off or on is so for the next request. */
@ExtendWith(RunningServer.class)
class SuspendIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void suspendedTenantIsRefusedWithinOneSecondAndComesBackAsFast(Helpdeskly helpdeskly) throws Exception {
        String slug = helpdeskly.newTenant("suspend");
        Client operator = helpdeskly.operator();
        Client owner = helpdeskly.owner(slug);
        owner.get("/tickets").is(200);

        operator.post("/tenants/" + slug + "/suspend", json("reason", "unpaid")).is(200);
        assertThat(timeUntil(() -> owner.get("/tickets").status() == 403)).isLessThan(Duration.ofSeconds(1));
        owner.get("/tickets").isProblem(403, "tenant-inactive");

        operator.post("/tenants/" + slug + "/activate").is(200);
        assertThat(timeUntil(() -> owner.get("/tickets").status() == 200)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void suspensionTakesEffectWithinOneSecondForCallersThatNeverPause(Helpdeskly helpdeskly) throws Exception {
        String slug = helpdeskly.newTenant("hammered");
        Client operator = helpdeskly.operator();
        Client owner = helpdeskly.owner(slug);
        try (Load load = Load.of(6, caller -> () -> owner.get("/me"))) {
            load.await(50);
            for (int round = 0; round < 3; round++) {
                operator.post("/tenants/" + slug + "/suspend", json("reason", "unpaid"))
                        .is(200);
                assertThat(lastOther(load, 403)).isLessThan(SECOND);
                operator.post("/tenants/" + slug + "/activate").is(200);
                assertThat(lastOther(load, 200)).isLessThan(SECOND);
            }
            assertThat(load.stop()).extracting(Load.Answered::status).containsOnly(200, 403);
        }
    }

    /** How long from now on some request still begins that is answered by another status. */
    private static Duration lastOther(Load load, int status) {
        long begin = System.nanoTime();
        load.awaitTime(SECOND.multipliedBy(2));
        return load.begunSince(begin)
                .filter(answered -> answered.status() != status)
                .map(answered -> Duration.ofNanos(answered.begin() - begin))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration timeUntil(Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
