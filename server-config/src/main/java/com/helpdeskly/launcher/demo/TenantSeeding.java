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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes and fills one demo tenant. How many tickets are made is kept in a file, batch by batch, so that a run that was cut
 * off is taken up again where it was.
 */
final class TenantSeeding {
    private static final int BATCH = 25;
    private static final Duration PROVISIONING_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final String PEOPLE_PAGE = "/users?limit=100";

    private final DemoTenant tenant;
    private final ApiClient control;
    private final ApiClient anonymous;
    private final Path progressFile;
    private final Executor executor;
    private final Consumer<String> progress;
    private final Map<String, ApiClient> signedIn = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    TenantSeeding(
            DemoTenant tenant,
            ApiClient control,
            ApiClient app,
            Path folder,
            Executor executor,
            Consumer<String> progress) {
        this.tenant = tenant;
        this.control = control;
        this.anonymous = app.with("X-Tenant-Slug", tenant.slug());
        this.progressFile = folder.resolve(tenant.slug() + ".tickets");
        this.executor = executor;
        this.progress = progress;
    }

    void run() {
        int done = done();
        int all = tenant.tickets().size();
        if (done >= all) {
            return;
        }
        createTenant();
        createPeople();
        for (int from = done; from < all; from += BATCH) {
            int to = Math.min(all, from + BATCH);
            createTickets(from, to);
            write(to);
            progress.accept("Demo data: %s has %d of %d tickets".formatted(tenant.slug(), to, all));
        }
    }

    private void createTenant() {
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
        for (Person person : tenant.people()) {
            var body = Json.createObjectBuilder()
                    .add("email", person.email())
                    .add("name", person.name())
                    .add("role", person.role())
                    .add("password", tenant.password());
            ApiClient.expect(owner.post("/users", body.build()), 201, 409);
        }
        for (var page = PEOPLE_PAGE; page != null; page = readPeople(owner, page)) {
            // Each page is taken in by reading it.
        }
    }

    /** @return the path of the next page, null after the last */
    private String readPeople(ApiClient owner, String page) {
        var list = ApiClient.expect(owner.get(page), 200);
        for (JsonObject person : list.getJsonArray("items").getValuesAs(JsonObject.class)) {
            ids.put(person.getString("email"), person.getString("id"));
        }
        boolean last = list.isNull("next");
        return last ? null : PEOPLE_PAGE + "&cursor=" + list.getString("next");
    }

    private void createTickets(int from, int to) {
        var batch = new CompletableFuture<?>[to - from];
        for (int i = from; i < to; i++) {
            int number = i;
            batch[i - from] = CompletableFuture.runAsync(
                    () -> create(number, tenant.tickets().get(number)), executor);
        }
        try {
            CompletableFuture.allOf(batch).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unwrapped ? unwrapped : e;
        }
    }

    private void create(int number, Ticket ticket) {
        var body = Json.createObjectBuilder()
                .add("title", ticket.title())
                .add("description", ticket.description())
                .add("status", ticket.status())
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
