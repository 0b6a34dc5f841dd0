package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** A tenant asked for by an operator, timed from the moment before the request is sent. For one thread. */
final class TenantOrder {
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

    /** Follows the job's events to its end, and then asks for the tenant. @return the tenant, which is active */
    JsonObject awaitActive() {
        operator.follow("/jobs/" + answer.getString("jobId") + "/events", TenantOrder::hasEnded);
        activeMillis = millisSinceSent();
        JsonObject tenant = operator.get("/tenants/" + answer.getString("id"));
        if (!tenant.getString("status").equals("ACTIVE")) {
            throw new BenchmarkFailed("the tenant " + slug + " became " + tenant);
        }
        return tenant;
    }

    private static boolean hasEnded(JsonObject job) {
        return !job.isNull("endedAt");
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

    private double millisSinceSent() {
        return (System.nanoTime() - sent) / 1e6;
    }
}
