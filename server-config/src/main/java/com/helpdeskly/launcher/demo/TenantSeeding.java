package com.helpdeskly.launcher.demo;

import com.helpdeskly.launcher.demo.ApiClient.RefusedException;
import com.helpdeskly.launcher.demo.DemoTenant.Comment;
import com.helpdeskly.launcher.demo.DemoTenant.Person;
import com.helpdeskly.launcher.demo.DemoTenant.Ticket;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes and fills one demo tenant. How many tickets are made is kept in a file, batch by batch, so that a run that was cut
 * off is taken up again where it was.
 */
final class TenantSeeding {
    private static final int BATCH = 25;
    private static final int SAID_EVERY = 125;
    private static final Duration PROVISIONING_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(250);

    private final DemoTenant tenant;
    private final ApiClient anonymous;
    private final Path progressFile;
    private final Executor executor;
    private final Consumer<String> progress;
    private final Map<String, ApiClient> signedIn = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    TenantSeeding(DemoTenant tenant, ApiClient app, Path folder, Executor executor, Consumer<String> progress) {
        this.tenant = tenant;
        this.anonymous = app.with("X-Tenant-Slug", tenant.slug());
        this.progressFile = folder.resolve(tenant.slug() + ".tickets");
        this.executor = executor;
        this.progress = progress;
    }

    boolean complete() {
        return done() >= tenant.tickets().size();
    }

    /** @param control the control plane, signed in as an operator */
    void run(ApiClient control) {
        int done = done();
        int all = tenant.tickets().size();
        createTenant(control);
        createPeople();
        for (int from = done; from < all; from += BATCH) {
            int to = Math.min(all, from + BATCH);
            atOnce(IntStream.range(from, to).boxed().toList(), this::create);
            write(to);
            if (to % SAID_EVERY == 0 || to == all) {
                progress.accept("Demo data: %s has %d of %d tickets".formatted(tenant.slug(), to, all));
            }
        }
    }

    private void createTenant(ApiClient control) {
        var owner = Json.createObjectBuilder()
                .add("email", tenant.owner().email())
                .add("name", tenant.owner().name())
                .add("password", tenant.password());
        var body = Json.createObjectBuilder()
                .add("name", tenant.name())
                .add("slug", tenant.slug())
                .add("owner", owner);
        ApiClient.expect(control.post("/tenants", body.build()), 202, 409);
        var deadline = Instant.now().plus(PROVISIONING_LIMIT);
        while (true) {
            var status = ApiClient.expect(control.get("/tenants/" + tenant.slug()), 200)
                    .getString("status");
            if (status.equals("ACTIVE")) {
                return;
            }
            if (!status.equals("PROVISIONING") || Instant.now().isAfter(deadline)) {
                throw new RefusedException("tenant %s is %s".formatted(tenant.slug(), status));
            }
            ApiClient.pause(POLL);
        }
    }

    private void createPeople() {
        var owner = as(tenant.owner().email());
        atOnce(tenant.people(), person -> createPerson(owner, person));
        var cursor = Optional.of("");
        while (cursor.isPresent()) {
            cursor = readPeople(owner, cursor.get());
        }
    }

    private void createPerson(ApiClient owner, Person person) {
        var body = Json.createObjectBuilder()
                .add("email", person.email())
                .add("name", person.name())
                .add("role", person.role())
                .add("password", tenant.password());
        ApiClient.expect(owner.post("/users", body.build()), 201, 409);
    }

    /** @return where the next page starts, empty after the last */
    private Optional<String> readPeople(ApiClient owner, String cursor) {
        var list = ApiClient.expect(owner.get("/users?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)), 200);
        for (JsonObject person : list.getJsonArray("items").getValuesAs(JsonObject.class)) {
            ids.put(person.getString("email"), person.getString("id"));
        }
        return list.isNull("next") ? Optional.empty() : Optional.of(list.getString("next"));
    }

    private <T> void atOnce(List<T> all, Consumer<T> work) {
        var parts = all.stream()
                .map(each -> CompletableFuture.runAsync(() -> work.accept(each), executor))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(parts).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unwrapped ? unwrapped : e;
        }
    }

    private void create(int number) {
        Ticket ticket = tenant.tickets().get(number);
        var body = Json.createObjectBuilder()
                .add("title", ticket.title())
                .add("description", ticket.description())
                .add("priority", ticket.priority())
                .add("authorId", ids.get(ticket.author()));
        if (!ticket.assignee().isEmpty()) {
            body.add("assignedToId", ids.get(ticket.assignee()));
        }
        var key = "demo-%s-%d".formatted(tenant.slug(), number);
        var creator = as(tenant.owner().email()).with("Idempotency-Key", key);
        var id = ApiClient.expect(creator.post("/tickets", body.build()), 201).getString("id");
        int comment = 0;
        for (Comment each : ticket.comments()) {
            comment(id, each, key + "-" + comment++);
        }
        move(creator, id, ticket.status());
    }

    /** After what was said, as a customer who says something more would open it again. */
    private static void move(ApiClient staff, String ticket, String status) {
        if (!status.equals("OPEN")) {
            ApiClient.expect(
                    staff.patch(
                            "/tickets/" + ticket,
                            Json.createObjectBuilder().add("status", status).build()),
                    200);
        }
    }

    private void comment(String ticket, Comment comment, String key) {
        var body = Json.createObjectBuilder()
                .add("body", comment.body())
                .add("internal", comment.internal() ? JsonValue.TRUE : JsonValue.FALSE);
        var author = as(comment.author()).with("Idempotency-Key", key);
        ApiClient.expect(author.post("/tickets/" + ticket + "/comments", body.build()), 201);
    }

    private ApiClient as(String email) {
        return signedIn.computeIfAbsent(email, address -> anonymous.signedIn(address, tenant.password()));
    }

    private int done() {
        try {
            return Files.exists(progressFile)
                    ? Integer.parseInt(Files.readString(progressFile).strip())
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + progressFile, e);
        }
    }

    private void write(int done) {
        try {
            Files.createDirectories(progressFile.getParent());
            Files.writeString(progressFile, done + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + progressFile, e);
        }
    }
}
