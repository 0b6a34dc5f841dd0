package com.helpdeskly.system.harness;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** API keys of a tenant's people. */
public final class Keys {
    private Keys() {}

    /** Makes a key of an hour for a person. @return as it is answered, with its secret */
    public static JsonObject make(Client person, String... scopes) {
        return person.post("/api-keys", request("A key", scopes)).is(201).json();
    }

    /** What asks for a key of an hour. */
    public static JsonObject request(String name, String... scopes) {
        return request(name, Instant.now().plus(Duration.ofHours(1)), scopes);
    }

    /** What asks for a key until an instant. */
    public static JsonObject request(String name, Instant end, String... scopes) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (String scope : scopes) {
            all.add(scope);
        }
        return Json.createObjectBuilder()
                .add("name", name)
                .add("scopes", all)
                .add("expiresAt", end.toString())
                .build();
    }
}
