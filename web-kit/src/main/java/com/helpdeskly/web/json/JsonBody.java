package com.helpdeskly.web.json;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JSON object from a client, read field by field. Every rule that is broken is collected, and {@link #orThrow()} tells
 * the client about all of them at once, also about fields that nobody asked for.
 *
 * <pre>{@code
 * var title = body.string("title").required().trimmed().length(1, 200).get();
 * var priority = body.choice("priority", Priority.class).orElse(Priority.MEDIUM);
 * body.orThrow();
 * }</pre>
 */
public final class JsonBody {
    private static final int MAX_VIOLATIONS = 100;
    private static final int MAX_NAME = 100;
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JsonObject json;
    private final String path;
    private final Map<String, Violation> violations;
    private final Map<String, Optional<JsonBody>> known = new LinkedHashMap<>();

    private JsonBody(JsonObject json, String path, Map<String, Violation> violations) {
        this.json = json;
        this.path = path;
        this.violations = violations;
    }

    /** Reads an object. */
    public static JsonBody of(JsonObject json) {
        return new JsonBody(json, "", new LinkedHashMap<>());
    }

    /** Whether the object names the field, be it with {@code null}. */
    public boolean has(String name) {
        return json.containsKey(name);
    }

    /** Text that PostgreSQL can keep. */
    public TextField string(String name) {
        String text = read(name, "must be a string", value -> value instanceof JsonString s ? s.getString() : null);
        return new TextField(this, name, text).check(Text::isStorable, "has characters that cannot be stored");
    }

    /** An e-mail address of at most 254 characters, in lower case. */
    public TextField email(String name) {
        TextField email = string(name);
        email.optional().map(Text::normalizedEmail).ifPresent(email::replace);
        return email.check(Text::isEmail, "must be an e-mail address");
    }

    /** {@code true} or {@code false}. */
    public Field<Boolean> bool(String name) {
        return field(name, "must be true or false", value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> null;
        });
    }

    /** A whole number of {@code least}..{@code most}; {@code 5.0} is one too. */
    public Field<Integer> integer(String name, int least, int most) {
        return field(name, "must be a whole number from " + least + " to " + most, value -> {
            Optional<Long> number = value instanceof JsonNumber n ? whole(n) : Optional.empty();
            return number.filter(n -> n >= least && n <= most)
                    .map(Long::intValue)
                    .orElse(null);
        });
    }

    /** A number of {@code least}..{@code most}, which need not be whole. */
    public Field<Double> number(String name, double least, double most) {
        return field(name, "must be a number from " + least + " to " + most, value -> {
            double number = value instanceof JsonNumber n ? n.doubleValue() : Double.NaN;
            return number >= least && number <= most ? number : null;
        });
    }

    /** A UUID in its usual form of 36 characters. */
    public Field<UUID> uuid(String name) {
        return field(name, "must be a UUID", value -> value instanceof JsonString s ? uuidOf(s.getString()) : null);
    }

    /** One of the names of an enum, in exactly that case. */
    public <E extends Enum<E>> Field<E> choice(String name, Class<E> type) {
        E[] choices = type.getEnumConstants();
        String names = Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", "));
        return field(name, "must be one of " + names, value -> {
            String text = value instanceof JsonString s ? s.getString() : "";
            return Arrays.stream(choices)
                    .filter(e -> e.name().equals(text))
                    .findFirst()
                    .orElse(null);
        });
    }

    /** At most {@code most} texts, each of {@code 1..longest} code points after trimming. */
    public Field<List<String>> stringList(String name, int most, int longest) {
        String rule = "must be a list of at most " + most + " texts with 1 to " + longest + " characters each";
        return field(name, rule, value -> list(value, most, item -> text(item, longest)));
    }

    /** At most {@code most} UUIDs. */
    public Field<List<UUID>> uuidList(String name, int most) {
        String rule = "must be a list of at most " + most + " UUIDs";
        return field(
                name,
                rule,
                value -> list(value, most, item -> item instanceof JsonString s ? uuidOf(s.getString()) : null));
    }

    /**
     * A value of a kind that only its component knows.
     *
     * @param rule what it must be, as a client reads it after the name of the field
     * @param reader gives {@code null} for what breaks the rule
     */
    public <T> Field<T> value(String name, String rule, Function<JsonValue, T> reader) {
        return field(name, rule, reader);
    }

    /**
     * An object inside of this one, which must be there. Its violations come with those of this object, under dotted
     * names such as {@code owner.email}; where it is missing, that is the only violation.
     */
    public JsonBody object(String name) {
        return optionalObject(name).orElseGet(() -> {
            field(name, "must be an object", value -> value instanceof JsonObject ? value : null)
                    .required();
            return new JsonBody(JsonValue.EMPTY_JSON_OBJECT, path + name + ".", new LinkedHashMap<>());
        });
    }

    /** An object inside of this one, which may be left out or be {@code null}. */
    public Optional<JsonBody> optionalObject(String name) {
        JsonObject inner = read(name, "must be an object", value -> value instanceof JsonObject o ? o : null);
        Optional<JsonBody> body = Optional.ofNullable(inner).map(o -> new JsonBody(o, path + name + ".", violations));
        known.put(name, body);
        return body;
    }

    /**
     * At most {@code most} objects, none where the list is left out. Their violations come with those of this object,
     * under names such as {@code waves[0].percent}.
     */
    public List<JsonBody> objects(String name, int most) {
        List<JsonObject> objects = read(
                name,
                "must be a list of at most " + most + " objects",
                value -> list(value, most, item -> item instanceof JsonObject o ? o : null));
        List<JsonBody> bodies = new ArrayList<>();
        for (JsonObject object : objects == null ? List.<JsonObject>of() : objects) {
            String place = name + "[" + bodies.size() + "]";
            JsonBody body = new JsonBody(object, path + place + ".", violations);
            known.put(place, Optional.of(body));
            bodies.add(body);
        }
        return bodies;
    }

    /**
     * An object inside of this one whose fields are known to its reader alone.
     *
     * @param rule the rule that is broken where the reader makes {@code null} of it
     */
    public <T> Field<T> object(String name, String rule, Function<JsonObject, T> reader) {
        return field(name, rule, value -> value instanceof JsonObject object ? reader.apply(object) : null);
    }

    /** Reports a rule that the named field breaks; only the first one of a field is told. */
    public void reject(String name, String message) {
        violations.putIfAbsent(path + name, new Violation(path + name, message));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 400 with every rule that was broken
     */
    public void orThrow() {
        rejectUnknown();
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(
                    violations.values().stream().limit(MAX_VIOLATIONS).toList());
        }
    }

    private void rejectUnknown() {
        for (String name : json.keySet()) {
            if (!known.containsKey(name)) {
                reject(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…", "is not a known field");
            }
        }
        known.values().forEach(inner -> inner.ifPresent(JsonBody::rejectUnknown));
    }

    private <T> Field<T> field(String name, String rule, Function<JsonValue, T> reader) {
        return new Field<>(this, name, read(name, rule, reader));
    }

    /** The value that the reader makes, or {@code null} where there is none or, with a violation, where it cannot. */
    private <T> T read(String name, String rule, Function<JsonValue, T> reader) {
        known.putIfAbsent(name, Optional.empty());
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            return null;
        }
        T read = reader.apply(value);
        if (read == null) {
            reject(name, rule);
        }
        return read;
    }

    private static Optional<Long> whole(JsonNumber number) {
        try {
            return Optional.of(number.bigDecimalValue().longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static UUID uuidOf(String text) {
        return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private static String text(JsonValue value, int longest) {
        String text = value instanceof JsonString s ? s.getString().strip() : "";
        boolean fits = !text.isEmpty() && text.codePointCount(0, text.length()) <= longest;
        return fits && Text.isStorable(text) ? text : null;
    }

    private static <T> List<T> list(JsonValue value, int most, Function<JsonValue, T> reader) {
        if (!(value instanceof JsonArray array) || array.size() > most) {
            return null;
        }
        List<T> items = new ArrayList<>();
        for (JsonValue item : array) {
            T read = reader.apply(item);
            if (read == null) {
                return null;
            }
            items.add(read);
        }
        return List.copyOf(items);
    }
}
