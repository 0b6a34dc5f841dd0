package com.helpdeskly.system.harness;

import static com.helpdeskly.system.harness.Helpdeskly.newPerson;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;

import java.util.Locale;

/** A tenant of a test class, with somebody of each role, who are signed in. */
public record Company(Helpdeskly helpdeskly, String slug, Person admin, Person agent, Person customer) {
    /** Somebody of a company. */
    public record Person(String id, String email, Client client) {}

    /** Makes the tenant and its people. */
    public static Company of(Helpdeskly helpdeskly, String prefix) {
        String slug = helpdeskly.newTenant(prefix);
        Client owner = helpdeskly.owner(slug);
        Person admin = new Person(owner.get("/me").is(200).json().getString("id"), Helpdeskly.ownerOf(slug), owner);
        return new Company(
                helpdeskly,
                slug,
                admin,
                signedIn(helpdeskly, slug, owner, "AGENT"),
                signedIn(helpdeskly, slug, owner, "CUSTOMER"));
    }

    /** Somebody more. */
    public Person another(String role) {
        return signedIn(helpdeskly, slug, admin.client(), role);
    }

    private static Person signedIn(Helpdeskly helpdeskly, String slug, Client owner, String role) {
        String email = newSlug(role.toLowerCase(Locale.ROOT)) + "@" + slug + ".example";
        String id = newPerson(owner, email, role);
        return new Person(id, email, helpdeskly.person(slug, email));
    }
}
