package com.helpdeskly.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls one API with fixed headers. Immutable; {@link #with} makes another one. */
public final class Client {
    static {
        // So that a Host header can be sent that is not the address that is called.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,content-length,connection");
    }

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;
    private final Map<String, String> headers;

    Client(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** The same with another header; an empty value leaves it out. */
    public Client with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        if (value.isEmpty()) {
            more.remove(header);
        } else {
            more.put(header, value);
        }
        return new Client(base, more);
    }

    /** The same with another access token. */
    public Client token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same at another base address. */
    public Client at(URI other) {
        return new Client(other, headers);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** The items of a whole list, page by page. @param path with a query, at least {@code ?limit=} */
    public List<JsonObject> walk(String path) {
        List<JsonObject> items = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            Answer page = get(path + next.get()).is(200);
            items.addAll(page.items());
            next = page.next().map(cursor -> "&cursor=" + cursor);
            assertThat(cursors.add(next.orElse("the end")))
                    .as("a walk through " + path + " gets on")
                    .isTrue();
        }
        return items;
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, JsonObject body) {
        return send("POST", path, body.toString());
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer patch(String path, JsonObject body) {
        return send("PATCH", path, body.toString());
    }

    /** Any method with any body; JSON unless a header says otherwise. */
    public Answer send(String method, String path, String body) {
        return new Answer(exchange(method, path, body, BodyHandlers.ofString()));
    }

    /** As {@link #send}, for an answer that does not end: what comes of it within half a second is its body. */
    public Answer head(String method, String path, String body) {
        return new Answer(exchange(method, path, body, info -> new Beginning()));
    }

    private HttpResponse<String> exchange(String method, String path, String body, BodyHandler<String> handler) {
        Client typed =
                body == null || headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
        return typed.exchange(
                method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), handler);
    }

    /** Any method with a body that is no text, or for an answer that is none. */
    public <T> HttpResponse<T> exchange(String method, String path, BodyPublisher body, BodyHandler<T> answer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Posts a form ({@code multipart/form-data}). */
    public Answer postForm(String path, Form form) {
        return new Answer(
                with("Content-Type", form.contentType()).exchange("POST", path, form.body(), BodyHandlers.ofString()));
    }
}
