package com.helpdeskly.system.published;

import com.helpdeskly.system.harness.Helpdeskly;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The OpenAPI document of one plane. A server may publish both planes' in one, with each other's names beside them: this
 * is what belongs to the plane, in an order that does not depend on the server.
 */
public final class PublishedApi {
    private static final String SCHEMAS = "#/components/";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String base;
    private final JsonObject document;

    private PublishedApi(String base, JsonObject document) {
        this.base = base;
        this.document = document;
    }

    /** The app plane's. */
    public static PublishedApi ofApp(Helpdeskly helpdeskly) {
        return new PublishedApi("/api/v1", cut(whole(helpdeskly), "Helpdeskly", "/api/v1"));
    }

    /** The control plane's. */
    public static PublishedApi ofControl(Helpdeskly helpdeskly) {
        return new PublishedApi(
                "/control/api/v1", cut(whole(helpdeskly), "Helpdeskly control plane", "/control/api/v1"));
    }

    private static JsonObject whole(Helpdeskly helpdeskly) {
        return helpdeskly
                .atControl()
                .with("Accept", "application/json")
                .get("/openapi")
                .is(200)
                .json();
    }

    /** All operations, by path and method. */
    public List<PublishedOperation> operations() {
        List<PublishedOperation> operations = new ArrayList<>();
        document.getJsonObject("paths")
                .forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new PublishedOperation(
                                this, method.toUpperCase(), path.substring(base.length()), operation.asJsonObject()));
                    }
                }));
        return operations;
    }

    /** What a reference leads to; anything else is itself. */
    JsonObject resolve(JsonObject value) {
        JsonObject found = value;
        while (found.containsKey("$ref")) {
            String[] at = found.getString("$ref").substring(SCHEMAS.length()).split("/");
            found = document.getJsonObject("components").getJsonObject(at[0]).getJsonObject(at[1]);
        }
        return found;
    }

    JsonObject document() {
        return document;
    }

    /** The document as a text that can be compared line by line. */
    String text() {
        JsonWriterFactory pretty = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
        StringWriter text = new StringWriter();
        try (var writer = pretty.createWriter(text)) {
            writer.write(document);
        }
        return text.toString().strip() + '\n';
    }

    private static JsonObject cut(JsonObject whole, String title, String base) {
        JsonObjectBuilder paths = Json.createObjectBuilder();
        whole.getJsonObject("paths").forEach((path, item) -> {
            if (path.startsWith(base + "/")) {
                paths.add(path, item);
            }
        });
        JsonObject mine = paths.build();
        Set<String> references = new TreeSet<>();
        collect(mine, whole, references);
        JsonObjectBuilder components = Json.createObjectBuilder();
        for (String kind : new String[] {"schemas", "responses"}) {
            JsonObjectBuilder used = Json.createObjectBuilder();
            references.stream()
                    .map(reference -> reference.substring(SCHEMAS.length()).split("/"))
                    .filter(at -> at[0].equals(kind))
                    .forEach(at -> used.add(
                            at[1],
                            whole.getJsonObject("components")
                                    .getJsonObject(kind)
                                    .getJsonObject(at[1])));
            components.add(kind, used);
        }
        components.add("securitySchemes", whole.getJsonObject("components").getJsonObject("securitySchemes"));
        return sorted(Json.createObjectBuilder()
                        .add("openapi", whole.getString("openapi"))
                        .add(
                                "info",
                                Json.createObjectBuilder().add("title", title).add("version", "1"))
                        .add("paths", mine)
                        .add("components", components)
                        .build())
                .asJsonObject();
    }

    private static void collect(JsonValue value, JsonObject whole, Set<String> references) {
        each(value, object -> {
            if (object.containsKey("$ref") && references.add(object.getString("$ref"))) {
                String[] at =
                        object.getString("$ref").substring(SCHEMAS.length()).split("/");
                collect(whole.getJsonObject("components").getJsonObject(at[0]).get(at[1]), whole, references);
            }
        });
    }

    private static void each(JsonValue value, Consumer<JsonObject> visitor) {
        if (value instanceof JsonObject object) {
            visitor.accept(object);
            object.values().forEach(inner -> each(inner, visitor));
        } else if (value instanceof JsonArray array) {
            array.forEach(inner -> each(inner, visitor));
        }
    }

    /** Fields in the order of their names, so that texts can be compared; lists of names too, where order says nothing. */
    private static JsonValue sorted(JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObjectBuilder builder = Json.createObjectBuilder();
            new TreeMap<>(object).forEach((name, inner) -> builder.add(name, sorted(inner)));
            return builder.build();
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder builder = Json.createArrayBuilder();
            List<JsonValue> items = new ArrayList<>(array);
            if (items.stream().allMatch(item -> item instanceof JsonObject one && one.containsKey("in"))) {
                items.sort((a, b) -> place(a).compareTo(place(b)));
            }
            items.forEach(inner -> builder.add(sorted(inner)));
            return builder.build();
        }
        return value;
    }

    private static String place(JsonValue parameter) {
        JsonObject object = parameter.asJsonObject();
        return object.getString("in") + ' ' + ((JsonString) object.get("name")).getString();
    }

    /** The names of all operations, none of which is there twice. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        operations().forEach(operation -> {
            if (!ids.add(operation.id())) {
                throw new AssertionError("two operations are called " + operation.id());
            }
        });
        return ids;
    }
}
