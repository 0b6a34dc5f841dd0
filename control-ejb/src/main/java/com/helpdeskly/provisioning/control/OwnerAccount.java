package com.helpdeskly.provisioning.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The first administrator of a new tenant, as the provisioning job carries it.
 *
 * @param email lower case
 * @param sealedPassword encrypted for the tenant's id, or {@code null} for one who has no password yet. It is hashed by the
 *     job, since that takes longer than the answer to whoever creates a tenant, and forgotten when the job has succeeded.
 */
public record OwnerAccount(String email, String name, String sealedPassword) {

    /** The job's payload. */
    public String toPayload() {
        var json = Json.createObjectBuilder().add("email", email).add("name", name);
        Optional.ofNullable(sealedPassword).ifPresent(secret -> json.add("sealedPassword", secret));
        return json.build().toString();
    }

    /** The same with the password sealed anew. */
    OwnerAccount resealed(UnaryOperator<String> sealing) {
        return sealedPassword == null ? this : new OwnerAccount(email, name, sealing.apply(sealedPassword));
    }

    static OwnerAccount fromPayload(String payload) {
        try (JsonReader reader = Json.createReader(new StringReader(payload))) {
            JsonObject json = reader.readObject();
            return new OwnerAccount(
                    json.getString("email"), json.getString("name"), json.getString("sealedPassword", null));
        }
    }
}
