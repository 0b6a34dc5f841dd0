package com.helpdeskly.provisioning.control;

import com.helpdeskly.tenants.entity.TenantId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;

/**
 * The first administrator of a new tenant, as the provisioning job carries it.
 *
 * @param email lower case
 * @param sealedPassword encrypted for {@link #passwordOwner}, until the job hashes it and forgets it; {@code null} for one
 *     who has no password yet
 */
public record OwnerAccount(String email, String name, String sealedPassword) {

    /** Whom the sealed password belongs to: it opens for the owner of this tenant alone. */
    public static String passwordOwner(TenantId tenant) {
        return "owner of " + tenant;
    }

    /** The job's payload. */
    public String toPayload() {
        var json = Json.createObjectBuilder().add("email", email).add("name", name);
        Optional.ofNullable(sealedPassword).ifPresent(text -> json.add("sealedPassword", text));
        return json.build().toString();
    }

    static OwnerAccount fromPayload(String payload) {
        try (JsonReader reader = Json.createReader(new StringReader(payload))) {
            JsonObject json = reader.readObject();
            return new OwnerAccount(
                    json.getString("email"), json.getString("name"), json.getString("sealedPassword", null));
        }
    }
}
