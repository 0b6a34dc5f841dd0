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

    private static Duration timeUntil(Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
