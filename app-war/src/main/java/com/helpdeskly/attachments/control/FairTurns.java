package com.helpdeskly.attachments.control;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.helpdeskly.problems.entity.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many do something at once, in a tenant and on the node; others wait in the order in which they came, for a time,
 * and no more of them than may be at it. A tenant's waiters wait for their own tenant first, and take nothing from others
 * meanwhile. Safe for many threads.
 */
final class FairTurns {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final AttachmentSettings.Turns turns;
    private final Semaphore node;

    /** Kept for as long as somebody has a turn or waits for one. */
    private final LoadingCache<UUID, Semaphore> tenants;

    FairTurns(AttachmentSettings.Turns turns) {
        this.turns = turns;
        this.node = new Semaphore(turns.node(), true);
        this.tenants = Caffeine.newBuilder().weakValues().build(tenant -> new Semaphore(turns.tenant(), true));
    }

    /** A turn, to be ended. */
    @FunctionalInterface
    interface Turn {
        void close();
    }

    /**
     * Waits for a turn.
     *
     * @throws ProblemException 429 when the tenant has too many at once, 503 when the node has
     */
    Turn take(UUID tenant) {
        Semaphore own = tenants.get(tenant);
        long deadline = System.nanoTime() + turns.patience().toNanos();
        if (!comesUp(own, turns.tenant(), deadline)) {
            throw refusal(429, "too-many-transfers", "Too many files of this tenant are on their way.");
        }
        try {
            if (!comesUp(node, turns.node(), deadline)) {
                throw refusal(503, "unavailable", "Too many files are on their way.");
            }
        } catch (RuntimeException | Error refused) {
            own.release();
            throw refused;
        }
        return () -> {
            node.release();
            own.release();
        };
    }

    private static boolean comesUp(Semaphore permits, int most, long deadline) {
        try {
            return permits.getQueueLength() < Math.max(most, 64)
                    && permits.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProblemException refusal(int status, String code, String detail) {
        return ProblemException.retryLater(status, code, detail, RETRY, null);
    }
}
