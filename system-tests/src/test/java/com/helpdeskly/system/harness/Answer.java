package com.helpdeskly.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server said. */
public final class Answer {
    static final Pattern INTERNAL = Pattern.compile(
            "Exception|\\bat (com|org|java|jakarta|io)\\.|org\\.(eclipse|postgresql|jboss|glassfish)|com\\.ibm|com\\.helpdeskly"
                    + "|jdbc:|SQLSTATE|select .* from|SRVE\\d{4}|CWW[A-Z]{1,3}\\d{4}",
            Pattern.CASE_INSENSITIVE);

    private final HttpResponse<String> response;

    Answer(HttpResponse<String> response) {
        this.response = response;
    }

    /** What tells how the product is made. */
    public static Pattern internals() {
        return INTERNAL;
    }

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body as a JSON object. */
    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(body()))) {
            return reader.readObject();
        }
    }

    /** The items of a list. */
    public List<JsonObject> items() {
        return json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    /** The value of a field of the items of a list. */
    public List<String> items(String field) {
        return items().stream().map(item -> item.getString(field)).toList();
    }

    /** The cursor of a list's next page; empty on its last one. */
    public Optional<String> next() {
        return json().isNull("next") ? Optional.empty() : Optional.of(json().getString("next"));
    }

    /** Checks the status, and shows the body if it is another one. */
    public Answer is(int status) {
        assertThat(status()).as(() -> response.request().uri() + " " + body()).isEqualTo(status);
        return this;
    }

    /** Checks that this is a problem of RFC 9457 of a type, with nothing internal in it. */
    public Answer isProblem(int status, String code) {
        is(status);
        assertThat(header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonObject problem = json();
        assertThat(problem.getString("type")).isEqualTo("urn:helpdeskly:problem:" + code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).startsWith("/");
        assertThat(header("X-Request-Id")).contains(problem.getString("requestId"));
        if (status == 401) {
            assertThat(header("WWW-Authenticate")).isPresent();
        }
        if (status == 429 || status == 503) {
            assertThat(header("Retry-After"))
                    .hasValueSatisfying(after -> assertThat(after).matches("[1-9][0-9]*"));
        }
        return hidesInternals();
    }

    /** Checks that nothing of how the product is made can be seen. */
    public Answer hidesInternals() {
        assertThat(body()).doesNotContainPattern(INTERNAL);
        assertThat(response.headers().map().toString()).doesNotContainPattern(INTERNAL);
        return this;
    }

    /** The fields that a 400 names, in order of their names. */
    public List<String> violations() {
        return json().getJsonArray("violations").getValuesAs(JsonObject.class).stream()
                .map(violation -> violation.getJsonString("field"))
                .map(JsonString::getString)
                .sorted()
                .toList();
    }

    /** Checks that this is a 400 that names exactly these fields, given in order of their names. */
    public void isInvalid(String... fields) {
        assertThat(isProblem(400, "invalid-request").violations()).containsExactly(fields);
    }
}
