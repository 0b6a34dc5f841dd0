package com.helpdeskly.benchmarks.entity;

import java.util.List;

/**
 * What runs over the fleet cost.
 *
 * @param tenants how many, each with a database
 * @param parallelism how many at once, on each side
 * @param real runs that bring tenants one schema version further, each with the same by plain JDBC beside it
 * @param noop a run over all of them, which have the version, with the look at each database by plain JDBC beside it
 * @param heapBefore and {@code heapAfter} that run: bytes of the server's heap in use after garbage collection
 * @param mostConnections to tenants' databases during that run, sampled
 * @param connectionsLeft the same after it
 * @param doctorSeconds of one {@code GET /doctor}
 * @param findings how many the doctor had
 * @param refillMillis for each copy by which the stock was filled, and {@code bareMillis} of a bare {@code CREATE DATABASE}
 */
public record FleetFigures(
        int tenants,
        int parallelism,
        List<Pair> real,
        Pair noop,
        long heapBefore,
        long heapAfter,
        int mostConnections,
        int connectionsLeft,
        double doctorSeconds,
        int findings,
        double refillMillis,
        double bareMillis) {

    /**
     * The same work on as many databases by each side.
     *
     * @param tenants on each side
     * @param product seconds by the run's own record
     * @param plain seconds by plain JDBC
     */
    public record Pair(int tenants, double product, double plain) {
        /** The product's time as a multiple of the other's. */
        public double ratio() {
            return product / plain;
        }

        /** Milliseconds of the whole run for each tenant. */
        public double millisPerTenant(double seconds) {
            return seconds * 1_000 / tenants;
        }
    }
}
