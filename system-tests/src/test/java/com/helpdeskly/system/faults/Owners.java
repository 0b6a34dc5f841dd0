package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newSlug;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import java.util.ArrayList;
import java.util.List;

/** The owners of many new tenants. */
final class Owners {
    private Owners() {}

    /** Makes the tenants, all at once, and signs their owners in. */
    static List<Client> of(Helpdeskly helpdeskly, int tenants) {
        Client operator = helpdeskly.operator();
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            slugs.add(newSlug("many"));
            helpdeskly.requestTenant(operator, slugs.get(i)).is(202);
        }
        List<Client> owners = new ArrayList<>();
        for (String slug : slugs) {
            Helpdeskly.awaitStatus(operator, slug, "ACTIVE");
            owners.add(helpdeskly.owner(slug));
        }
        return owners;
    }
}
