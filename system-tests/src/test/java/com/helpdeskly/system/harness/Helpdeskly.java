package com.helpdeskly.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The product under test, as its clients see it. */
public final class Helpdeskly {
    /** The password of every person that a test makes. */
    public static final String PASSWORD = "correct horse 1";

    private static final Duration PROVISIONING = Duration.ofSeconds(30);

    private final URI app;
    private final URI control;

    /** @param app and control the servers' addresses without a path */
    public Helpdeskly(URI app, URI control) {
        this.app = app;
        this.control = control;
    }

    /** The product that a stack runs. */
    public static Helpdeskly of(Stack stack) {
        return new Helpdeskly(stack.appUrl(), stack.controlUrl());
    }

    public URI app() {
        return app;
    }

    public URI control() {
        return control;
    }

    /** A client of the control port, without a base path and anonymous. */
    public Client atControl() {
        return new Client(control, Map.of());
    }

    /** A client of the app port, without a base path and anonymous. */
    public Client atApp() {
        return new Client(app, Map.of());
    }

    /** The control plane's API, anonymous. */
    public Client controlApi() {
        return new Client(URI.create(control + "/control/api/v1"), Map.of());
    }

    /** The control plane's API for the operator of the test installation. */
    public Client operator() {
        Client anonymous = controlApi();
        return anonymous.token(token(anonymous, "admin@helpdeskly.local", "admin"));
    }

    /** The API of a tenant, by header, anonymous. */
    public Client tenant(String slug) {
        return new Client(URI.create(app + "/api/v1"), Map.of("X-Tenant-Slug", slug));
    }

    /** The API of a tenant for one of its people. */
    public Client person(String slug, String email) {
        Client anonymous = tenant(slug);
        return anonymous.token(token(anonymous, email, PASSWORD));
    }

    /** The API of a tenant for its owner. */
    public Client owner(String slug) {
        return person(slug, ownerOf(slug));
    }

    /** Signs in. */
    public static String token(Client anonymous, String email, String password) {
        JsonObject answer = anonymous
                .post("/auth/token", json("email", email, "password", password))
                .is(200)
                .json();
        assertThat(answer.getString("tokenType")).isEqualTo("Bearer");
        assertThat(answer.getInt("expiresIn")).isPositive();
        return answer.getString("accessToken");
    }

    /** The e-mail address of a test tenant's owner. */
    public static String ownerOf(String slug) {
        return "owner@" + slug + ".example";
    }

    /** A slug that nobody has. */
    public static String newSlug(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Asks for a tenant with an owner. */
    public Answer requestTenant(Client operator, String slug) {
        return operator.post(
                "/tenants",
                Json.createObjectBuilder()
                        .add("name", "Test " + slug)
                        .add("slug", slug)
                        .add(
                                "owner",
                                Json.createObjectBuilder()
                                        .add("email", ownerOf(slug))
                                        .add("name", "Owner")
                                        .add("password", PASSWORD))
                        .build());
    }

    /** Makes a tenant and waits until it is active. @return its slug */
    public String newTenant(String prefix) {
        String slug = newSlug(prefix);
        Client operator = operator();
        requestTenant(operator, slug).is(202);
        awaitStatus(operator, slug, "ACTIVE");
        return slug;
    }

    /** Waits until a tenant is in a state, and fails when it is in another end state or the time is over. */
    public static void awaitStatus(Client operator, String slug, String status) {
        Awaitility.await(slug + " is " + status)
                .atMost(PROVISIONING)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(
                                operator.get("/tenants/" + slug).is(200).json().getString("status"))
                        .isEqualTo(status));
    }

    /** Makes a person in a tenant. @return the person's id */
    public static String newPerson(Client admin, String email, String role) {
        return admin.post("/users", json("email", email, "name", "Person " + role, "role", role, "password", PASSWORD))
                .is(201)
                .json()
                .getString("id");
    }

    /** Opens a ticket. */
    public static JsonObject newTicket(Client person, String title) {
        return person.post("/tickets", json("title", title, "description", "What happened: " + title))
                .is(201)
                .json();
    }

    /** The path of a ticket. */
    public static String path(JsonObject ticket) {
        return "/tickets/" + ticket.getString("id");
    }

    /** The id of a person on a ticket or a comment. */
    public static String idOf(JsonObject of, String person) {
        return of.getJsonObject(person).getString("id");
    }

    /** A JSON object of names and texts in turn. */
    public static JsonObject json(String... namesAndTexts) {
        var json = Json.createObjectBuilder();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            json.add(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return json.build();
    }
}
