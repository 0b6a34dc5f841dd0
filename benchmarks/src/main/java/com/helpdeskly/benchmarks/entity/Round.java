package com.helpdeskly.benchmarks.entity;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What one round of load showed.
 *
 * @param errors answers other than 200, and connections that broke
 * @param duration from the first request to the last answer that counts
 * @param latencies of the requests that were answered well, in microseconds
 * @param cpu what the processes used meanwhile
 */
public record Round(long errors, Duration duration, Histogram latencies, CpuUse cpu) {
    /** Well answered requests in a second. */
    public double throughput() {
        return latencies.getTotalCount() / (duration.toNanos() / 1e9);
    }

    /**
     * Processor time, user and system, of whole process trees.
     *
     * @param server Open Liberty
     * @param database PostgreSQL with all its backends
     * @param generator the load generator, this process
     */
    public record CpuUse(Duration server, Duration database, Duration generator) {
        /** What was used since an earlier reading. */
        public CpuUse since(CpuUse before) {
            return new CpuUse(
                    server.minus(before.server), database.minus(before.database), generator.minus(before.generator));
        }

        CpuUse plus(CpuUse other) {
            return new CpuUse(
                    server.plus(other.server), database.plus(other.database), generator.plus(other.generator));
        }
    }
}
