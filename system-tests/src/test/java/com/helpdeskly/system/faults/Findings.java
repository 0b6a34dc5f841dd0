package com.helpdeskly.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What the doctor finds. */
final class Findings {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Findings() {}

    /** Waits until nothing is found; the stock may still have to be filled. */
    static void awaitNone(Client operator) {
        Awaitility.await("the doctor finds nothing")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(of(operator)).isEmpty());
    }

    private static List<JsonObject> of(Client operator) {
        return operator.get("/doctor").is(200).json().getJsonArray("findings").getValuesAs(JsonObject.class);
    }
}
