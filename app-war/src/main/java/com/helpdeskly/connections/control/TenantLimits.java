package com.helpdeskly.connections.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections each tenant may have on this node: its own limit, or else the node's. Requests tell what the
 * directory says of their tenant; what an older request knows never takes the place of what a later one has told.
 */
final class TenantLimits {
    private final int byDefault;

    /** Those that have, or have had, a limit of their own. Guarded by itself. */
    private final Map<String, TenantEntry> tenants = new ConcurrentHashMap<>();

    TenantLimits(int byDefault) {
        this.byDefault = byDefault;
    }

    /** What a tenant may have. */
    int of(String slug) {
        TenantEntry tenant = tenants.get(slug);
        return tenant == null ? byDefault : tenant.connectionLimit().orElse(byDefault);
    }

    /** @return whether the tenant's limit is another one now */
    boolean learn(TenantEntry tenant) {
        String slug = tenant.slug().value();
        TenantEntry known = tenants.get(slug);
        boolean news = known == null ? tenant.connectionLimit().isPresent() : tenant.isNewerThan(known);
        if (!news) {
            return false;
        }
        tenants.merge(slug, tenant, (before, now) -> now.isNewerThan(before) ? now : before);
        Optional<Integer> before = Optional.ofNullable(known).flatMap(TenantEntry::connectionLimit);
        return !before.equals(tenant.connectionLimit());
    }

    /** The limits of those that have one of their own, by slug. */
    Map<String, Integer> own() {
        Map<String, Integer> own = new HashMap<>();
        tenants.forEach((slug, tenant) -> tenant.connectionLimit().ifPresent(limit -> own.put(slug, limit)));
        return own;
    }
}
