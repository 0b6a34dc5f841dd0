package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * A tenant with {@value #TICKETS} tickets of {@value #CUSTOMERS} customers, three in four of them assigned to one of
 * {@value #AGENTS} agents, each with {@value #COMMENTS} comments of several people; made through the API as any client
 * does, the same at every run.
 *
 * @param agent the app plane's API for one of the agents
 */
record SampleTenant(UUID id, String database, JsonClient agent) {
    private static final int TICKETS = 500;
    private static final int COMMENTS = 3;
    private static final int AGENTS = 4;
    private static final int CUSTOMERS = 12;
    private static final int AT_ONCE = 4;
    private static final String PASSWORD = "correct horse battery";
    private static final String[] WORDS =
            ("printer invoice login order router parcel refund account screen update password "
                            + "report delivery license contract mailbox server backup cable export import calendar")
                    .split(" ");

    /** Without tickets; the agent is the owner. */
    static SampleTenant empty(BenchmarkStack stack, String slug) {
        JsonObject made =
                new TenantOrder(stack.operator(), slug, PASSWORD).place().awaitActive();
        return new SampleTenant(
                UUID.fromString(made.getString("id")),
                made.getString("database"),
                stack.app().with("X-Tenant-Slug", slug).signedIn(TenantOrder.ownerOf(slug), PASSWORD));
    }

    static SampleTenant create(BenchmarkStack stack, String slug) {
        SampleTenant empty = empty(stack, slug);
        JsonClient app = stack.app().with("X-Tenant-Slug", slug);
        JsonClient owner = empty.agent();
        List<String> customers = people(owner, "CUSTOMER", CUSTOMERS);
        List<String> agents = people(owner, "AGENT", AGENTS);
        List<JsonClient> agentClients = IntStream.range(0, AGENTS)
                .mapToObj(i -> app.signedIn(email("AGENT", i), PASSWORD))
                .toList();
        List<Callable<String>> tickets = IntStream.range(0, TICKETS)
                .<Callable<String>>mapToObj(i -> () -> ticket(i, customers, agents, agentClients))
                .toList();
        AtOnce.run(AT_ONCE, tickets);
        return new SampleTenant(empty.id(), empty.database(), agentClients.get(0));
    }

    /** The headers of its agent's requests, each with its end of line. */
    String headers() {
        return "X-Tenant-Slug: %s\r\nAuthorization: %s\r\n"
                .formatted(agent.header("X-Tenant-Slug"), agent.header("Authorization"));
    }

    private static List<String> people(JsonClient owner, String role, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonObject person = Json.createObjectBuilder()
                    .add("email", email(role, i))
                    .add("name", "%s Number %d".formatted(role.equals("AGENT") ? "Agent" : "Customer", i))
                    .add("role", role)
                    .add("password", PASSWORD)
                    .build();
            ids.add(owner.post("/users", person).getString("id"));
        }
        return ids;
    }

    private static String email(String role, int number) {
        return "%s%d@bench.example".formatted(role.toLowerCase(java.util.Locale.ROOT), number);
    }

    private static String ticket(
            int number, List<String> customers, List<String> agents, List<JsonClient> agentClients) {
        Random random = new Random(number);
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("title", text(random, 5))
                .add("description", text(random, 12))
                .add("authorId", customers.get(random.nextInt(CUSTOMERS)));
        if (random.nextInt(4) > 0) {
            body.add("assignedToId", agents.get(random.nextInt(AGENTS)));
        }
        String id =
                agentClients.get(number % AGENTS).post("/tickets", body.build()).getString("id");
        for (int i = 0; i < COMMENTS; i++) {
            JsonObject comment = Json.createObjectBuilder()
                    .add("body", text(random, 8))
                    .add("internal", i == 1)
                    .build();
            agentClients.get(random.nextInt(AGENTS)).post("/tickets/" + id + "/comments", comment);
        }
        return id;
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}
