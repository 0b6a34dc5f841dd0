package com.helpdeskly.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Talks to one plane as any client does: JSON over HTTP, patient when asked to be. */
final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 12;
    private static final long LONGEST_WAIT_SECONDS = 5;
    private static final Set<Integer> LATER = Set.of(429, 503);

    /** The answer to a request. */
    record Answer(int status, JsonObject body) {}

    /** The server refused what it should accept. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;

    ApiClient(HttpClient http, URI base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** @return the same plane, with a header more */
    ApiClient with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiClient(http, base, more);
    }

    /** @return the same plane, signed in */
    ApiClient signedIn(String email, String password) {
        var credentials = Json.createObjectBuilder().add("email", email).add("password", password);
        var answer = expect(post("/auth/token", credentials.build()), 200);
        return with("Authorization", "Bearer " + answer.getString("accessToken"));
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    Answer patch(String path, JsonObject body) {
        return send("PATCH", path, body);
    }

    private Answer send(String method, String path, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** @return the body of an answer that has one of the statuses */
    static JsonObject expect(Answer answer, Integer... statuses) {
        if (!Set.of(statuses).contains(answer.status())) {
            throw new RefusedException("answer %d: %s".formatted(answer.status(), answer.body()));
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        var response = exchange(request.build());
        for (int attempt = 1; LATER.contains(response.statusCode()) && attempt < ATTEMPTS; attempt++) {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
            pause(Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS)));
            response = exchange(request.build());
        }
        return new Answer(response.statusCode(), object(response.body()));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RefusedException("no answer from %s: %s".formatted(request.uri(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted");
        }
    }

    private static JsonObject object(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted");
        }
    }
}
