package com.helpdeskly.jobs.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How durable work is run on this node.
 *
 * <ul>
 *   <li>{@code helpdeskly.jobs.workers} (4, 1..64): jobs at once on this node; further ones wait in the control database.
 *   <li>{@code helpdeskly.jobs.sweep-ms} (2000, 100..60000): how often the control database is asked for work that nobody rang for.
 *   <li>{@code helpdeskly.jobs.lease-ms} (15000, 2000..600000): after a worker's death its job is taken over when this has passed.
 *   <li>{@code helpdeskly.jobs.max-attempts} (6, 1..100): then the job is given up and undone.
 *   <li>{@code helpdeskly.jobs.backoff-ms} (500, 1..30000): the wait before the second attempt; doubled for each further one, at
 *       most 30 s, with up to half of it as jitter.
 * </ul>
 */
@ApplicationScoped
public class JobSettings {
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(30);

    private int workers;
    private Duration sweep;
    private Duration lease;
    private int maxAttempts;
    private Duration backoff;

    protected JobSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public JobSettings(
            @ConfigProperty(name = "helpdeskly.jobs.workers", defaultValue = "4") int workers,
            @ConfigProperty(name = "helpdeskly.jobs.sweep-ms", defaultValue = "2000") int sweepMillis,
            @ConfigProperty(name = "helpdeskly.jobs.lease-ms", defaultValue = "15000") int leaseMillis,
            @ConfigProperty(name = "helpdeskly.jobs.max-attempts", defaultValue = "6") int maxAttempts,
            @ConfigProperty(name = "helpdeskly.jobs.backoff-ms", defaultValue = "500") int backoffMillis) {
        this.workers = Settings.within("helpdeskly.jobs.workers", workers, 1, 64);
        this.sweep = Duration.ofMillis(Settings.within("helpdeskly.jobs.sweep-ms", sweepMillis, 100, 60_000));
        this.lease = Duration.ofMillis(Settings.within("helpdeskly.jobs.lease-ms", leaseMillis, 2_000, 600_000));
        this.maxAttempts = Settings.within("helpdeskly.jobs.max-attempts", maxAttempts, 1, 100);
        this.backoff = Duration.ofMillis(Settings.within("helpdeskly.jobs.backoff-ms", backoffMillis, 1, 30_000));
    }

    public int workers() {
        return workers;
    }

    public Duration sweep() {
        return sweep;
    }

    public Duration lease() {
        return lease;
    }

    public int maxAttempts() {
        return maxAttempts;
    }

    /** The wait after a number of attempts, before jitter. */
    public Duration backoffAfter(int attempts) {
        long factor = 1L << Math.min(Math.max(attempts - 1, 0), 20);
        Duration wait = backoff.multipliedBy(factor);
        return wait.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : wait;
    }
}
