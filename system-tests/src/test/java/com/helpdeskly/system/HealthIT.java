package com.helpdeskly.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those who watch over the service ask for. */
@ExtendWith(RunningServer.class)
class HealthIT {
    @Test
    void healthAndMetricsAreOnTheControlPort(Helpdeskly helpdeskly) {
        for (String path : new String[] {"/health/live", "/health/ready", "/health/started", "/metrics"}) {
            helpdeskly.atControl().get(path).is(200);
            helpdeskly.atApp().get(path).isProblem(404, "not-found");
        }
    }

    @Test
    void everyCheckTellsItsNameAndWhatItFound(Helpdeskly helpdeskly) {
        Client control = helpdeskly.atControl();
        for (String path : List.of("/health/live", "/health/started")) {
            JsonObject health = control.get(path).is(200).json();
            assertThat(health.getString("status")).isEqualTo("UP");
            assertThat(checks(health)).contains("helpdeskly UP");
        }
        JsonObject ready = control.get("/health/ready").is(200).hidesInternals().json();
        assertThat(ready.getString("status")).isEqualTo("UP");
        assertThat(checks(ready)).containsExactly("control-database UP");
        assertThat(ready.getJsonArray("checks")
                        .getJsonObject(0)
                        .getJsonObject("data")
                        .getBoolean("reachable"))
                .isTrue();
        assertThat(checks(control.get("/health").is(200).json()))
                .containsExactlyInAnyOrder("control-database UP", "helpdeskly UP");
    }

    private static List<String> checks(JsonObject health) {
        return health.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> check.getString("name") + " " + check.getString("status"))
                .toList();
    }

    @Test
    void descriptionsOfTheApisAreOnTheControlPortAlone(Helpdeskly helpdeskly) {
        String described = helpdeskly.atControl().get("/openapi").is(200).body();

        assertThat(described).contains("/control/api/v1/tenants").contains("/api/v1/tickets");
        helpdeskly.atApp().get("/openapi").isProblem(404, "not-found");
    }

    @Test
    void metricsAreReadByAPrometheusAndHoldNoSecrets(Helpdeskly helpdeskly, Stack stack) {
        String slug = helpdeskly.newTenant("metrics");
        helpdeskly.owner(slug).get("/tickets").is(200);

        Answer metrics = helpdeskly.atControl().get("/metrics").is(200);

        assertThat(metrics.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        List<String> samples = Arrays.stream(metrics.body().split("\n"))
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(samples)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? [-+0-9.eEINFNa]+"));
        for (String secret : List.of(
                stack.secrets().controlPassword(),
                stack.secrets().provisionerPassword(),
                stack.secrets().superuserPassword(),
                stack.secrets().masterKeys(),
                Helpdeskly.PASSWORD,
                Helpdeskly.ownerOf(slug),
                "Bearer ",
                "jdbc:")) {
            assertThat(metrics.body()).doesNotContain(secret);
        }
    }
}
