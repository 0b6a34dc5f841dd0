package com.helpdeskly.system.harness;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;

import java.util.Locale;

/** Makes operators, through the owner of the test installation. */
public record Operators(Helpdeskly helpdeskly) {
    /** An operator who is signed in. */
    public record Operator(String id, String email, Client client) {
        /** The operator's path in the API. */
        public String path() {
            return "/operators/" + id;
        }
    }

    /** Takes a new operator in. */
    public Operator taken(String role) {
        String email = newSlug(role.toLowerCase(Locale.ROOT)) + "@helpdeskly.local";
        String id = helpdeskly
                .operator()
                .post(
                        "/operators",
                        json("email", email, "name", "Some " + role, "role", role, "password", Helpdeskly.PASSWORD))
                .is(201)
                .json()
                .getString("id");
        Client anonymous = helpdeskly.controlApi();
        return new Operator(id, email, anonymous.token(Helpdeskly.token(anonymous, email, Helpdeskly.PASSWORD)));
    }
}
