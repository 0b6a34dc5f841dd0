package com.helpdeskly.benchmarks.entity;

import java.util.Map;

/**
 * What the list of tenants costs.
 *
 * @param tenants how many are registered
 * @param millis of each kind of request and of each statement beside them, in the order of the report
 * @param firstPage and {@code farPage}: two of the kinds, to be compared
 * @param bytesPerTenant of the server's heap, for each tenant that was asked for once and is idle
 */
public record ListFigures(
        int tenants, Map<String, Samples> millis, String firstPage, String farPage, double bytesPerTenant) {}
