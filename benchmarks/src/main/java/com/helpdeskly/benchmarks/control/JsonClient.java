package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A client of one API, for everything but the load itself. Safe for many threads. */
final class JsonClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String DATA = "data: ";

    private final HttpClient http;
    private final String base;
    private final Map<String, String> headers;

    JsonClient(String base) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, Map.of());
    }

    private JsonClient(HttpClient http, String base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** The same API with a header more. */
    JsonClient with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new JsonClient(http, base, more);
    }

    /** The same API for somebody who signs in now. */
    JsonClient signedIn(String email, String password) {
        JsonObject credentials = Json.createObjectBuilder()
                .add("email", email)
                .add("password", password)
                .build();
        return with(
                "Authorization", "Bearer " + post("/auth/token", credentials).getString("accessToken"));
    }

    /** The value of a header that every request has. */
    String header(String name) {
        return headers.get(name);
    }

    JsonObject get(String path) {
        return send("GET", path, JsonValue.EMPTY_JSON_OBJECT);
    }

    JsonObject post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    JsonObject put(String path, JsonObject body) {
        return send("PUT", path, body);
    }

    /**
     * Reads server-sent events until one is the last.
     *
     * @throws BenchmarkFailed when the stream ends before
     */
    void follow(String path, Predicate<JsonObject> last) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try (var lines = exchange(request.timeout(TIMEOUT).build(), BodyHandlers.ofLines())
                .body()) {
            if (lines.filter(line -> line.startsWith(DATA))
                    .map(line -> object(line.substring(DATA.length())))
                    .noneMatch(last)) {
                throw new BenchmarkFailed("the events of " + path + " ended before their last");
            }
        }
    }

    /** A GET that must be answered so. */
    void expect(int status, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        HttpResponse<String> answer = exchange(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new BenchmarkFailed("GET %s: %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }

    private JsonObject send(String method, String path, JsonObject body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body.toString()));
        }
        HttpResponse<String> answer = exchange(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new BenchmarkFailed(
                    "%s %s: %d %s".formatted(method, answer.uri(), answer.statusCode(), answer.body()));
        }
        return object(answer.body());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> reading) {
        try {
            return http.send(request, reading);
        } catch (IOException e) {
            throw new BenchmarkFailed("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }

    private static JsonObject object(String text) {
        if (text.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
