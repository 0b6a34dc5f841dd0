package com.helpdeskly.benchmarks.entity;

import java.util.List;

/**
 * Many tenants in turn on one node.
 *
 * @param tenants how many
 * @param cold milliseconds of each tenant's first request after a start of the server, one at a time
 * @param heapPerTenant bytes that a tenant takes from the heap once it was used
 * @param alone requests in a second of one tenant alone, warm
 * @param rounds the rounds over all tenants
 */
public record TenantsFigures(int tenants, Samples cold, double heapPerTenant, double alone, List<Turn> rounds) {
    /**
     * All tenants once.
     *
     * @param throughput requests in a second
     * @param errors answers that were no good ones
     * @param state of the server after it
     */
    public record Turn(double throughput, long errors, ServerState state) {}

    /**
     * What the server holds.
     *
     * @param heapMib reachable
     * @param connections to tenants' databases
     */
    public record ServerState(double heapMib, int threads, int files, int connections) {}
}
