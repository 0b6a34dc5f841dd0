package com.helpdeskly.ratelimit.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many requests a node answers, in the long run; after a rest, twice a second's worth at once. Beyond it: 429.
 *
 * <ul>
 *   <li>{@code helpdeskly.rate-limit.per-tenant} (5000, 1..1000000): requests of a tenant per second and node.
 *   <li>{@code helpdeskly.rate-limit.per-caller} (2500, 1..1000000): of these, requests of one user, with their API keys, or of
 *       one address where nobody is signed in.
 *   <li>{@code helpdeskly.rate-limit.max-callers} (100000, 1000..10000000): callers that a node counts at once, some 0.3 KiB
 *       each; beyond it, those who have not called for longest begin anew.
 * </ul>
 */
@ApplicationScoped
public class RateLimitSettings {
    private int perTenant;
    private int perCaller;
    private int maxCallers;

    protected RateLimitSettings() {}

    @Inject
    public RateLimitSettings(
            @ConfigProperty(name = "helpdeskly.rate-limit.per-tenant", defaultValue = "5000") int perTenant,
            @ConfigProperty(name = "helpdeskly.rate-limit.per-caller", defaultValue = "2500") int perCaller,
            @ConfigProperty(name = "helpdeskly.rate-limit.max-callers", defaultValue = "100000") int maxCallers) {
        this.perTenant = Settings.within("helpdeskly.rate-limit.per-tenant", perTenant, 1, 1_000_000);
        this.perCaller = Settings.within("helpdeskly.rate-limit.per-caller", perCaller, 1, 1_000_000);
        this.maxCallers = Settings.within("helpdeskly.rate-limit.max-callers", maxCallers, 1_000, 10_000_000);
    }

    int perTenant() {
        return perTenant;
    }

    int perCaller() {
        return perCaller;
    }

    int maxCallers() {
        return maxCallers;
    }
}
