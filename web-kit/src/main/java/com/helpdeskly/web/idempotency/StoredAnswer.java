package com.helpdeskly.web.idempotency;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first answer to a request, as it is given again.
 *
 * @param headers those that belong to what was done, and not to the one exchange
 */
public record StoredAnswer(int status, Map<String, String> headers, String body) {
    /** The headers that are kept. */
    static final List<String> KEPT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);

    private static final String REPLAYED = "Idempotency-Replayed";

    /** One text of it, for a store. */
    public String toText() {
        JsonObjectBuilder kept = Json.createObjectBuilder();
        headers.forEach(kept::add);
        return Json.createObjectBuilder()
                .add("status", status)
                .add("headers", kept)
                .add("body", body)
                .build()
                .toString();
    }

    /** What {@link #toText} was made of. */
    public static StoredAnswer of(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            Map<String, String> headers = new LinkedHashMap<>();
            json.getJsonObject("headers").forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
            return new StoredAnswer(json.getInt("status"), headers, json.getString("body"));
        }
    }

    /** The answer, given again. */
    Response response() {
        Response.ResponseBuilder response = Response.status(status).header(REPLAYED, "true");
        headers.forEach(response::header);
        return body.isEmpty() ? response.build() : response.entity(body).build();
    }
}
