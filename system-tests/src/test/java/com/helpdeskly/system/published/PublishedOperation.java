package com.helpdeskly.system.published;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An operation of a plane's document.
 *
 * @param path below the plane's base, with its parameters in braces
 */
record PublishedOperation(PublishedApi api, String method, String path, JsonObject json) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    String id() {
        return json.getString("operationId", "");
    }

    String name() {
        return method + " " + path;
    }

    @Override
    public String toString() {
        return name();
    }

    /** The names of the parameters of the path, from left to right. */
    List<String> pathParameters() {
        return PARAMETER
                .matcher(path)
                .results()
                .map(MatchResult::group)
                .map(name -> name.substring(1, name.length() - 1))
                .toList();
    }

    /** The names of the parameters of the query. */
    List<String> queryParameters() {
        return parameters()
                .filter(parameter -> parameter.getString("in").equals("query"))
                .map(parameter -> parameter.getString("name"))
                .toList();
    }

    boolean takesHeader(String name) {
        return parameters()
                .anyMatch(parameter -> parameter.getString("in").equals("header")
                        && parameter.getString("name").equalsIgnoreCase(name));
    }

    private java.util.stream.Stream<JsonObject> parameters() {
        return json.containsKey("parameters")
                ? json.getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
                : java.util.stream.Stream.empty();
    }

    /** The media type of the body, where there is one. */
    Optional<String> bodyType() {
        return Optional.ofNullable(json.getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content").keySet().iterator().next());
    }

    /** The example of a JSON body. */
    Optional<JsonObject> example() {
        return mediaType().filter(media -> media.containsKey("example")).map(media -> media.getJsonObject("example"));
    }

    /** The schemas of a JSON body's fields, by name; of those inside of objects, by {@code outer.inner}. */
    Map<String, JsonObject> bodyFields() {
        Map<String, JsonObject> fields = new TreeMap<>();
        mediaType().ifPresent(media -> addFields(fields, "", api.resolve(media.getJsonObject("schema"))));
        return fields;
    }

    private void addFields(Map<String, JsonObject> fields, String prefix, JsonObject schema) {
        if (schema.containsKey("properties")) {
            schema.getJsonObject("properties").forEach((name, field) -> {
                JsonObject resolved = api.resolve(field.asJsonObject());
                fields.put(prefix + name, resolved);
                addFields(fields, prefix + name + ".", resolved);
            });
        }
    }

    private Optional<JsonObject> mediaType() {
        return bodyType()
                .map(type -> json.getJsonObject("requestBody")
                        .getJsonObject("content")
                        .getJsonObject(type));
    }

    boolean documents(int status) {
        return json.getJsonObject("responses").containsKey(String.valueOf(status));
    }

    /** An answer's description. */
    JsonObject response(String status) {
        return api.resolve(json.getJsonObject("responses").getJsonObject(status));
    }

    List<String> statuses() {
        return List.copyOf(json.getJsonObject("responses").keySet());
    }

    boolean isPublic() {
        return json.containsKey("security") && json.getJsonArray("security").isEmpty();
    }

    /** The roles one of which the caller needs; empty where every caller may. */
    List<String> roles() {
        JsonValue roles = json.get("x-roles");
        return roles == null
                ? List.of()
                : roles.asJsonArray().getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
    }

    boolean streams() {
        return statuses().stream()
                .filter(status -> status.startsWith("2"))
                .map(this::response)
                .anyMatch(success -> success.containsKey("content")
                        && success.getJsonObject("content").containsKey("text/event-stream"));
    }

    boolean changesSomething() {
        return !method.equals("GET");
    }
}
