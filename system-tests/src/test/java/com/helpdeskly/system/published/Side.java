package com.helpdeskly.system.published;

import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tenant with one of everything that paths of the document name. What there is of it is made by the operations of the
 * document with their own examples: whatever is published tomorrow is made as well, or the test says what it cannot make.
 */
final class Side {
    /** Which thing a field or a filter is about, where its name is not that of a path parameter. */
    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("assignedToId", "user"),
            Map.entry("authorId", "user"),
            Map.entry("assignedTo", "user"),
            Map.entry("author", "user"),
            Map.entry("memberIds", "user"),
            Map.entry("members", "user"),
            Map.entry("userId", "user"),
            Map.entry("team", "team"),
            Map.entry("teamId", "team"),
            Map.entry("ids", "ticket"),
            Map.entry("into", "ticket"),
            Map.entry("ticketId", "ticket"),
            Map.entry("viewId", "view"));

    /** Secrets of links: one that nobody has. */
    private static final Set<String> LINKS = Set.of("token");

    private static final Set<String> WORDS = Set.of("title", "description", "body", "name");

    private final PublishedApi api;
    private final Company company;
    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    private final Map<String, String> things = new HashMap<>();

    /** So that names are no other's. */
    private final AtomicInteger written = new AtomicInteger();

    Side(PublishedApi api, Company company) {
        this.api = api;
        this.company = company;
        things.put("user", company.agent().id());
    }

    Company company() {
        return company;
    }

    /** What stands in everything that this side has written. */
    String canary() {
        return canary;
    }

    /** The ids of what this side has. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>(things.values());
        ids.add(company.admin().id());
        ids.add(company.agent().id());
        ids.add(company.customer().id());
        return ids;
    }

    /** The id of the one thing that a path parameter of an operation names; made when it is asked for first. */
    String thing(PublishedOperation operation, String parameter) {
        if (LINKS.contains(parameter)) {
            return "x".repeat(43);
        }
        String known = things.get(parameter);
        if (known == null) {
            known = fresh(operation, parameter);
            things.put(parameter, known);
        }
        return known;
    }

    /** Makes another one of what a path parameter names. */
    String fresh(PublishedOperation operation, String parameter) {
        if (LINKS.contains(parameter)) {
            return thing(operation, parameter);
        }
        PublishedOperation maker = makerOf(operation, parameter);
        Answer made =
                send(maker, company.admin().client(), path(maker), body(maker).orElse(null));
        assertThat(made.status())
                .as("%s makes a %s: %s", maker, parameter, made.body())
                .isEqualTo(201);
        return made.json().getString("id");
    }

    /** The POST to the collection that the thing is in, or else to another one of that name. */
    private PublishedOperation makerOf(PublishedOperation operation, String parameter) {
        String path = operation.path();
        String collection = path.substring(0, path.indexOf("/{" + parameter + "}"));
        String last = collection.substring(collection.lastIndexOf('/'));
        List<PublishedOperation> posts = api.operations().stream()
                .filter(post -> post.method().equals("POST") && post.path().endsWith(last))
                .toList();
        return posts.stream()
                .filter(post -> post.path().equals(collection))
                .findFirst()
                .or(() -> posts.stream().findFirst())
                .orElseThrow(() -> new AssertionError(
                        "there is no rule by which to make a {" + parameter + "} for " + operation.name()));
    }

    /** The path with the ids of what this side has. */
    String path(PublishedOperation operation) {
        String path = operation.path();
        for (String parameter : operation.pathParameters()) {
            path = path.replace("{" + parameter + "}", thing(operation, parameter));
        }
        return path;
    }

    /** The path to things that nobody else looks at, since the operation may take them away. */
    String freshPath(PublishedOperation operation) {
        String path = operation.path();
        List<String> parameters = operation.pathParameters();
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            boolean last = i == parameters.size() - 1;
            path = path.replace(
                    "{" + parameter + "}", last ? fresh(operation, parameter) : thing(operation, parameter));
        }
        return path;
    }

    /** The body that the operation's example is, about this side's own things and with its canary in what is written. */
    Optional<String> body(PublishedOperation operation) {
        return operation.bodyType().map(type -> {
            if (type.startsWith("multipart/")) {
                return multipart();
            }
            JsonObject example = operation
                    .example()
                    .orElseThrow(() -> new AssertionError("there is no example of the body of " + operation.name()));
            return filled(operation, example).toString();
        });
    }

    private JsonObject filled(PublishedOperation operation, JsonObject example) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        Map<String, JsonObject> fields = operation.bodyFields();
        example.forEach((name, value) -> body.add(name, filled(name, fields.get(name), value)));
        return body.build();
    }

    private JsonValue filled(String name, JsonObject schema, JsonValue value) {
        Optional<String> thing = meant(name);
        if (value instanceof JsonString && thing.isPresent()) {
            return Json.createValue(thing.get());
        }
        if (thing.isPresent() && value.getValueType() == JsonValue.ValueType.ARRAY) {
            return Json.createArrayBuilder().add(thing.get()).build();
        }
        if (value instanceof JsonString text) {
            return filled(name, schema, text.getString());
        }
        return value;
    }

    private JsonValue filled(String name, JsonObject schema, String text) {
        if (text.contains("@")) {
            return Json.createValue(newSlug("person") + "@" + canary + ".example");
        }
        if (schema != null && "date-time".equals(schema.getString("format", ""))) {
            return Json.createValue(Instant.now().plusSeconds(86_400).toString());
        }
        return Json.createValue(WORDS.contains(name) ? text + ' ' + canary + ' ' + written.incrementAndGet() : text);
    }

    /** The id of the thing that a field is about, unless it is about none or this side has none. */
    Optional<String> meant(String field) {
        return Optional.ofNullable(MEANING.get(lastOf(field))).map(this::known);
    }

    /** The id of the thing that a path parameter is called after, which may have to be made. */
    private String known(String thing) {
        if (!things.containsKey(thing)) {
            api.operations().stream()
                    .filter(operation -> operation.pathParameters().contains(thing))
                    .findFirst()
                    .ifPresent(operation -> thing(operation, thing));
        }
        return things.get(thing);
    }

    /** The fields of a body that take ids of things, by what the schema says. */
    List<String> idFields(PublishedOperation operation) {
        List<String> fields = new ArrayList<>();
        operation.bodyFields().forEach((name, schema) -> {
            boolean uuid = isUuid(schema) || schema.containsKey("items") && isUuid(schema.getJsonObject("items"));
            if (uuid || MEANING.containsKey(lastOf(name))) {
                assertThat(MEANING)
                        .as("what the field %s of %s is about", name, operation)
                        .containsKey(lastOf(name));
                fields.add(name);
            }
        });
        return fields;
    }

    private static boolean isUuid(JsonObject schema) {
        return "uuid".equals(schema.getString("format", ""));
    }

    /** A body of this side with one field about a thing of another side. */
    String bodyWith(PublishedOperation operation, String field, String foreignId) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        filled(operation, operation.example().orElseThrow()).forEach(body::add);
        boolean list = "array".equals(operation.bodyFields().get(field).getString("type", ""));
        JsonValue value = list ? Json.createArrayBuilder().add(foreignId).build() : Json.createValue(foreignId);
        return Json.createPointer("/" + field.replace('.', '/'))
                .add(body.build(), value)
                .toString();
    }

    /** A field's own name, without those of the objects that it is in. */
    private static String lastOf(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    private static final String BOUNDARY = "isolationboundary";

    private String multipart() {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + canary
                + ".txt\"\r\nContent-Type: text/plain\r\n\r\n" + canary + "\r\n--" + BOUNDARY + "--\r\n";
    }

    /** Sends a request; what a stream of events begins with is its answer's body. */
    static Answer send(PublishedOperation operation, Client client, String path, String body) {
        Client typed = operation
                        .bodyType()
                        .filter(type -> type.startsWith("multipart/"))
                        .isPresent()
                ? client.with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                : client;
        return operation.streams()
                ? typed.head(operation.method(), path, body)
                : typed.send(operation.method(), path, body);
    }
}
