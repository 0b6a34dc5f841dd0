package com.helpdeskly.tenants.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How many tenants each server has, as this node last counted them and with those that it has placed since: counting ten
 * thousand rows for each new tenant would cost more than all else that is written for it.
 *
 * <p>All of it is guarded by the object itself.
 */
@ApplicationScoped
public class TenantCounts {
    static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Map<UUID, Long> counts = new HashMap<>();
    private long countedAt = System.nanoTime() - GOOD_FOR.toNanos();

    /** The counts by the servers' ids, counted now if the last time is {@link #GOOD_FOR} ago; a copy. */
    synchronized Map<UUID, Long> get(Supplier<Map<UUID, Long>> counting) {
        if (System.nanoTime() - countedAt >= GOOD_FOR.toNanos()) {
            counts.clear();
            counts.putAll(counting.get());
            countedAt = System.nanoTime();
        }
        return Map.copyOf(counts);
    }

    /** A tenant has been placed on a server. */
    synchronized void placed(UUID server) {
        counts.merge(server, 1L, Long::sum);
    }

    /** The next question counts. */
    synchronized void forget() {
        countedAt = System.nanoTime() - GOOD_FOR.toNanos();
    }
}
