package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Operators;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what on the control plane. An operation that is published and not in {@link #matrix} fails. */
@ExtendWith(RunningServer.class)
class ControlRolesIT {
    private static final String BASE = "/control/api/v1";
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    private static Helpdeskly helpdeskly;
    private static String tenant;
    private static Client anonymous;
    private static Client viewer;
    private static Client operator;
    private static Client owner;

    @BeforeAll
    static void oneOfEachRole(Helpdeskly running) {
        helpdeskly = running;
        tenant = running.newTenant("control-roles");
        anonymous = running.controlApi();
        Operators operators = new Operators(running);
        viewer = operators.taken("VIEWER").client();
        operator = operators.taken("OPERATOR").client();
        owner = operators.taken("OWNER").client();
    }

    /** What is answered to an operation: to nobody in particular, to a viewer, an operator and an owner. */
    record Row(String operation, String body, int anonymous, int viewer, int operator, int owner) {}

    private static Row reading(String operation) {
        return new Row(operation, null, 401, 200, 200, 200);
    }

    /** Reading what is not there. */
    private static Row absent(String operation) {
        return new Row(operation, null, 401, 404, 404, 404);
    }

    /** What operators do; in the state that the thing is in, or to one that is not there, it answers {@code done}. */
    private static Row operating(String operation, String body, int done) {
        return new Row(operation, body, 401, 403, done, done);
    }

    private static Row owning(String operation, String body, int done) {
        return new Row(operation, body, 401, 403, 403, done);
    }

    static Stream<Row> matrix() {
        String newTenant = "{\"name\":\"x\",\"slug\":\"api\",\"owner\":{\"email\":\"a@b.example\",\"name\":\"x\"}}";
        String newOperator = json("email", "?@roles.example", "name", "New", "role", "VIEWER")
                .toString();
        String password = json("password", PASSWORD).toString();
        return Stream.of(
                new Row(
                        "POST /auth/token",
                        json("email", "?@x.example", "password", "x").toString(),
                        401,
                        401,
                        401,
                        401),
                new Row("POST /operators/invitations/{token}", password, 404, 404, 404, 404),
                reading("GET /me"),
                new Row("POST /me/password", "{}", 401, 400, 400, 400),
                new Row("POST /auth/sign-out-everywhere", null, 401, 204, 204, 204),
                reading("GET /tenants"),
                operating("POST /tenants", newTenant, 400),
                reading("GET /tenants/{idOrSlug}"),
                operating("PATCH /tenants/{idOrSlug}", json("name", "Another").toString(), 200),
                operating("POST /tenants/{idOrSlug}/activate", null, 409),
                operating("POST /tenants/{idOrSlug}/deactivate", "", 404),
                operating(
                        "POST /tenants/{idOrSlug}/suspend", json("reason", "x").toString(), 404),
                operating("POST /tenants/{idOrSlug}/maintenance", "{\"enabled\":false}", 200),
                operating("POST /tenants/{idOrSlug}/provision", null, 409),
                operating("DELETE /tenants/{idOrSlug}", "", 404),
                operating("POST /tenants/{idOrSlug}/restore", null, 409),
                operating("POST /tenants/{idOrSlug}/rotate-secret", null, 404),
                operating("POST /secrets/rotate", null, 202),
                reading("GET /doctor"),
                operating("POST /doctor/repair", null, 200),
                reading("GET /jobs"),
                reading("GET /jobs/{id}"),
                reading("GET /jobs/{id}/events"),
                operating("POST /jobs/{id}/retry", null, 409),
                operating("POST /jobs/{id}/cancel", null, 409),
                reading("GET /migrations"),
                operating("POST /migrations", "{\"waves\":[{}]}", 400),
                absent("GET /migrations/{id}"),
                absent("GET /migrations/{id}/tenants"),
                operating("POST /migrations/{id}/pause", null, 404),
                operating("POST /migrations/{id}/resume", null, 404),
                operating("POST /migrations/{id}/retry", null, 404),
                reading("GET /template"),
                reading("GET /stock"),
                operating("PUT /stock", "{}", 400),
                reading("GET /connections"),
                reading("GET /audit"),
                reading("GET /audit/verify"),
                owning("GET /operators", null, 200),
                owning("POST /operators", newOperator, 201),
                owning("GET /operators/{id}", null, 404),
                owning("PATCH /operators/{id}", "{}", 404),
                owning("DELETE /operators/{id}", null, 404),
                owning("POST /operators/{id}/invitation", null, 404),
                reading("GET /api-tokens"),
                operating("POST /api-tokens", apiToken(), 201),
                absent("GET /api-tokens/{id}"),
                operating("DELETE /api-tokens/{id}", null, 404));
    }

    private static String apiToken() {
        return Json.createObjectBuilder()
                .add("name", "x")
                .add("scopes", Json.createArrayBuilder().add("read"))
                .add("expiresAt", Instant.now().plusSeconds(600).toString())
                .build()
                .toString();
    }

    @Test
    void matrixHoldsEveryOperationThatIsPublished() {
        JsonObject paths = helpdeskly
                .atControl()
                .with("Accept", "application/json")
                .get("/openapi")
                .is(200)
                .json()
                .getJsonObject("paths");
        Set<String> published = new TreeSet<>();
        paths.forEach((path, item) -> {
            if (path.startsWith(BASE + "/")) {
                item.asJsonObject().keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.substring(BASE.length()))
                        .forEach(published::add);
            }
        });

        assertThat(matrix().map(Row::operation)).containsExactlyInAnyOrderElementsOf(published);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everybodyMayDoWhatTheMatrixSaysAndNothingElse(Row row) {
        List<Client> callers = row.operation().contains("sign-out") ? fresh() : List.of(viewer, operator, owner);
        List<Integer> answers = Stream.concat(Stream.of(anonymous), callers.stream())
                .map(client -> call(client, row))
                .map(Answer::hidesInternals)
                .map(Answer::status)
                .toList();

        assertThat(answers)
                .as(row.operation() + " by nobody, a viewer, an operator, an owner")
                .containsExactly(row.anonymous(), row.viewer(), row.operator(), row.owner());
    }

    private static List<Client> fresh() {
        Operators operators = new Operators(helpdeskly);
        return List.of(
                operators.taken("VIEWER").client(),
                operators.taken("OPERATOR").client(),
                operators.taken("OWNER").client());
    }

    private static Answer call(Client client, Row row) {
        String[] operation = row.operation().split(" ");
        String id = operation[1].startsWith("/jobs") ? endedJob() : NOBODY;
        String slug = row.operator() == 404 ? "nobody-at-all" : tenant;
        String path =
                operation[1].replace("{idOrSlug}", slug).replace("{id}", id).replace("{token}", "x".repeat(43));
        String body =
                row.body() == null || row.body().isEmpty() ? null : row.body().replace("?", newSlug("new"));
        if (row.operation().contains("/secrets/")) {
            awaitEnd("RESEAL_SECRETS");
        }
        return client.send(operation[0], path, body);
    }

    /** One at a time is taken: the next caller comes when the one before is done. */
    private static void awaitEnd(String kind) {
        Client looking = helpdeskly.operator();
        for (String status : List.of("QUEUED", "RUNNING")) {
            Awaitility.await("no job of kind " + kind + " is " + status)
                    .untilAsserted(() -> assertThat(looking.get("/jobs?kind=" + kind + "&status=" + status)
                                    .is(200)
                                    .items())
                            .isEmpty());
        }
    }

    private static String endedJob() {
        awaitStatus(helpdeskly.operator(), tenant, "ACTIVE");
        return helpdeskly.operator().get("/jobs?tenant=" + tenant).items("id").get(0);
    }
}
