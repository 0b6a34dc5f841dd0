package com.helpdeskly.views.control;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a list of tickets, as they would stand in its address.
 *
 * @param parameters the values of each, in the order in which they were given
 */
public record ViewFilter(Map<String, List<String>> parameters) {
    // Not through Json, which looks for the provider on the class path at every call.
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final int VALUES = 50;
    private static final int LENGTH = 1_000;

    /** What an object must be to become a filter, as a client reads it. */
    public static final String RULE = "must be an object with a text or a list of at most " + VALUES
            + " texts for each parameter, each text with at most " + LENGTH + " characters";

    /** Reads an object; empty where it breaks {@link #RULE}. */
    public static Optional<ViewFilter> of(JsonObject json) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> entry : json.entrySet()) {
            List<String> values = new ArrayList<>();
            List<? extends JsonValue> items =
                    entry.getValue() instanceof JsonArray array ? array : List.of(entry.getValue());
            for (JsonValue item : items) {
                if (!(item instanceof JsonString text) || !isStorable(text.getString())) {
                    return Optional.empty();
                }
                values.add(text.getString());
            }
            if (values.isEmpty() || values.size() > VALUES) {
                return Optional.empty();
            }
            parameters.put(entry.getKey(), values);
        }
        return Optional.of(new ViewFilter(parameters));
    }

    private static boolean isStorable(String text) {
        return text.codePointCount(0, text.length()) <= LENGTH
                && text.codePoints()
                        .noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** From the form in which it is stored. */
    static ViewFilter parse(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return of(reader.readObject()).orElseThrow();
        }
    }

    /** As clients see it: a text for a single value, a list for several. */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        parameters.forEach((name, values) -> shown.put(name, values.size() == 1 ? values.get(0) : values));
        return shown;
    }

    /** As an object of lists, which is how it is stored. */
    String toText() {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        parameters.forEach((name, values) -> {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            values.forEach(array::add);
            json.add(name, array);
        });
        return json.build().toString();
    }
}
