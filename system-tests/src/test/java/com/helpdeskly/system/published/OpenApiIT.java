package com.helpdeskly.system.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The documents that clients are generated from are complete, and the ones in the repository are those of this server. */
@ExtendWith(RunningServer.class)
class OpenApiIT {
    private static final Path ROOT = Path.of(System.getProperty("helpdeskly.root"));

    private static Map<String, PublishedApi> apis;

    @BeforeAll
    static void bothPlanes(Helpdeskly helpdeskly) {
        apis = Map.of("app", PublishedApi.ofApp(helpdeskly), "control", PublishedApi.ofControl(helpdeskly));
    }

    private static List<PublishedOperation> operations() {
        return apis.values().stream().flatMap(api -> api.operations().stream()).toList();
    }

    /** After a change: {@code cp system-tests/target/openapi/*.json docs/openapi/}. */
    @Test
    void documentsInTheRepositoryAreThoseOfThisServer() throws IOException {
        Path actual = Files.createDirectories(ROOT.resolve("system-tests/target/openapi"));
        for (Map.Entry<String, PublishedApi> api : apis.entrySet()) {
            Files.writeString(
                    actual.resolve(api.getKey() + ".json"), api.getValue().text());
        }
        for (Map.Entry<String, PublishedApi> api : apis.entrySet()) {
            Path kept = ROOT.resolve("docs/openapi").resolve(api.getKey() + ".json");
            assertThat(Files.exists(kept) ? Files.readString(kept) : "")
                    .as("%s; the actual one is in %s", kept, actual)
                    .isEqualTo(api.getValue().text());
        }
    }

    @Test
    void everyOperationHasAnIdOfItsOwnAndASummary() {
        Set<String> ids = new HashSet<>();
        for (PublishedOperation operation : operations()) {
            assertThat(operation.id()).as(operation.name()).matches("[a-z][A-Za-z]+");
            assertThat(ids.add(operation.id())).as("another %s", operation.id()).isTrue();
            assertThat(operation.json().getString("summary", ""))
                    .as(operation.name())
                    .isNotBlank();
        }
    }

    @Test
    void everyRequestBodyHasASchemaAndAnExample() {
        for (PublishedOperation operation : operations()) {
            if (operation.bodyType().filter("application/json"::equals).isPresent()) {
                assertThat(operation.bodyFields()).as(operation.name()).isNotEmpty();
                assertThat(operation.example())
                        .as("an example of %s", operation)
                        .isPresent();
                assertThat(operation.bodyFields().keySet())
                        .as("fields of the example of %s", operation)
                        .containsAll(operation.example().orElseThrow().keySet());
            }
        }
    }

    @Test
    void everySuccessSaysWhatItHolds() {
        for (PublishedOperation operation : operations()) {
            List<String> successes = operation.statuses().stream()
                    .filter(status -> status.startsWith("2"))
                    .toList();
            assertThat(successes).as(operation.name()).isNotEmpty();
            for (String status : successes) {
                JsonObject success = operation.response(status);
                boolean tells = success.containsKey("content");
                // 202 without a word is for what must not tell whether there is anything to do.
                if (!status.equals("202")) {
                    assertThat(tells)
                            .as("%s %s has a schema", operation, status)
                            .isEqualTo(!status.equals("204"));
                }
                assertThat(success.toString()).as(operation.name()).doesNotContain("\"schema\":{}", "JsonBody");
                if (status.equals("201") || status.equals("202") && tells) {
                    assertThat(success.getJsonObject("headers").keySet())
                            .as(operation.name())
                            .contains("Location");
                }
            }
        }
    }

    @Test
    void everyRefusalIsAProblem() {
        for (PublishedOperation operation : operations()) {
            assertThat(operation.statuses())
                    .as(operation.name())
                    .contains("400", "401", "403", "404", "406", "429", "503");
            operation.statuses().stream()
                    .filter(status -> status.compareTo("400") >= 0)
                    .forEach(status -> {
                        JsonObject refusal = operation.response(status);
                        assertThat(refusal.getString("description"))
                                .as("%s %s", operation, status)
                                .isNotBlank();
                        assertThat(refusal.getJsonObject("content"))
                                .as("%s %s", operation, status)
                                .containsOnlyKeys("application/problem+json");
                        if (status.equals("429") || status.equals("503")) {
                            assertThat(refusal.getJsonObject("headers"))
                                    .as("%s %s", operation, status)
                                    .containsKey("Retry-After");
                        }
                    });
        }
    }

    @Test
    void whatEditsSingleThingsTakesAVersionAndWhatIsPostedAKey() {
        for (PublishedOperation operation : operations()) {
            if (operation.method().matches("PATCH|PUT|DELETE")
                    && !operation.pathParameters().isEmpty()) {
                assertThat(operation.takesHeader("If-Match"))
                        .as(operation.name())
                        .isTrue();
                assertThat(operation.statuses()).as(operation.name()).contains("409", "412");
            }
            if (operation.method().equals("POST") && !operation.isPublic()) {
                assertThat(operation.takesHeader("Idempotency-Key"))
                        .as(operation.name())
                        .isTrue();
                assertThat(operation.statuses()).as(operation.name()).contains("409", "422");
            }
        }
        assertThat(apis.get("app").operations()).allMatch(operation -> operation.takesHeader("X-Tenant-Slug"));
    }
}
