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
 * <p>The fields are guarded by the object itself; counting is not done under that lock, so several may count at once.
 */
@ApplicationScoped
public class TenantCounts {
    static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /** What this node has placed since its start. */
    private final Map<UUID, Long> placed = new HashMap<>();

    private Map<UUID, Long> counted = Map.of();

    /** What of {@code placed} is in {@code counted}. */
    private Map<UUID, Long> placedBefore = Map.of();

    private long countedAt = System.nanoTime() - GOOD_FOR.toNanos();

    /** The counts by the servers' ids, counted now if the last time is {@link #GOOD_FOR} ago; a copy. */
    Map<UUID, Long> get(Supplier<Map<UUID, Long>> counting) {
        Map<UUID, Long> before;
        synchronized (this) {
            if (System.nanoTime() - countedAt < GOOD_FOR.toNanos()) {
                return current();
            }
            before = Map.copyOf(placed);
        }
        Map<UUID, Long> now = counting.get();
        synchronized (this) {
            counted = now;
            placedBefore = before;
            countedAt = System.nanoTime();
            return current();
        }
    }

    private Map<UUID, Long> current() {
        Map<UUID, Long> counts = new HashMap<>(counted);
        placed.forEach((server, all) -> counts.merge(server, all - placedBefore.getOrDefault(server, 0L), Long::sum));
        return counts;
    }

    /** A tenant has been placed on a server. */
    synchronized void placed(UUID server) {
        placed.merge(server, 1L, Long::sum);
    }

    /** The next question counts. */
    synchronized void forget() {
        countedAt = System.nanoTime() - GOOD_FOR.toNanos();
    }
}
