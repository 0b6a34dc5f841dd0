package com.helpdeskly.web.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads one JSON object (RFC 8259) from untrusted bytes, and is stricter than JSON-P: UTF-8 only, at most
 * {@value #MAX_DEPTH} levels deep, and no name twice in an object, because what one reader takes from such an object
 * another one does not.
 */
final class JsonText {
    static final int MAX_DEPTH = 64;

    // Not through Json, which looks for the provider on the class path at every call.
    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonParser parser;

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws com.helpdeskly.problems.entity.ProblemException 400 {@code malformed-json} for anything else */
    static JsonObject object(byte[] utf8) {
        String text = decoded(utf8);
        if (text.isBlank()) {
            throw MalformedJson.because("The body is empty; a JSON object is expected.");
        }
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            return new JsonText(parser).root();
        } catch (JsonException | NumberFormatException | ArithmeticException e) {
            throw MalformedJson.because("The body is not well-formed JSON.", e);
        } catch (UnsupportedOperationException e) {
            // What Parsson says of a number with more digits than it is willing to compute with.
            throw MalformedJson.because("The body has a number that is too long.", e);
        }
    }

    private static String decoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw MalformedJson.because("The body is not valid UTF-8.", e);
        }
    }

    private JsonObject root() {
        if (parser.next() != Event.START_OBJECT) {
            throw MalformedJson.because("The body is not a JSON object.");
        }
        JsonObject object = object(1);
        if (parser.hasNext()) {
            throw MalformedJson.because("There is more in the body than one JSON object.");
        }
        return object;
    }

    private JsonObject object(int depth) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        Set<String> names = new HashSet<>();
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String name = parser.getString();
            if (!names.add(name)) {
                throw MalformedJson.because("An object of the body has a field twice.");
            }
            object.add(name, value(parser.next(), depth));
        }
        return object.build();
    }

    private JsonArray array(int depth) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, depth));
        }
        return array.build();
    }

    private JsonValue value(Event event, int depth) {
        if (event != Event.START_OBJECT && event != Event.START_ARRAY) {
            return parser.getValue();
        }
        if (depth == MAX_DEPTH) {
            throw MalformedJson.because("The body is nested more than " + MAX_DEPTH + " levels deep.");
        }
        return event == Event.START_OBJECT ? object(depth + 1) : array(depth + 1);
    }
}
