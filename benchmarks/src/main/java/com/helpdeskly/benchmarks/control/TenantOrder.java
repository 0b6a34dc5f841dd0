package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;

/** A tenant asked for by an operator, timed from the moment before the request is sent. For one thread. */
final class TenantOrder {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 2;

    private final JsonClient operator;
    private final String slug;
    private final String password;
    private long sent;
    private JsonObject answer;
    private double answerMillis;
    private double activeMillis;

    TenantOrder(JsonClient operator, String slug, String password) {
        this.operator = operator;
        this.slug = slug;
        this.password = password;
    }

    static String ownerOf(String slug) {
        return "owner@" + slug + ".example";
    }

    /** Sends the request and waits for its answer, 202. */
    TenantOrder place() {
        JsonObject body = Json.createObjectBuilder()
                .add("name", "Benchmark " + slug)
                .add("slug", slug)
                .add(
                        "owner",
                        Json.createObjectBuilder()
                                .add("email", ownerOf(slug))
                                .add("name", "Olive Owner")
                                .add("password", password))
                .build();
        sent = System.nanoTime();
        answer = operator.post("/tenants", body);
        answerMillis = millisSinceSent();
        return this;
    }

    /** Asks every {@value #POLL_MILLIS} ms until the tenant is active. @return the tenant */
    JsonObject awaitActive() {
        String path = "/tenants/" + answer.getString("id");
        while (true) {
            JsonObject tenant = operator.get(path);
            switch (tenant.getString("status")) {
                case "ACTIVE" -> {
                    activeMillis = millisSinceSent();
                    return tenant;
                }
                case "PROVISIONING" -> pause();
                default -> throw new BenchmarkFailed("the tenant " + slug + " became " + tenant);
            }
        }
    }

    /** The job that makes it, as it stands. */
    JsonObject job() {
        return operator.get("/jobs/" + answer.getString("jobId"));
    }

    double answerMillis() {
        return answerMillis;
    }

    double activeMillis() {
        return activeMillis;
    }

    private void pause() {
        if (millisSinceSent() > LIMIT.toMillis()) {
            throw new BenchmarkFailed("the tenant " + slug + " is not active after " + LIMIT.toSeconds() + " s");
        }
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }

    private double millisSinceSent() {
        return (System.nanoTime() - sent) / 1e6;
    }
}
