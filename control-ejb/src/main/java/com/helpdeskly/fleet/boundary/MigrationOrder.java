package com.helpdeskly.fleet.boundary;

import com.helpdeskly.fleet.entity.WaveOrder;
import java.util.List;

/**
 * What an operator wants of the fleet.
 *
 * @param targetVersion the schema version, or {@code null} for this release's
 * @param waves in their order; whoever is in none of them is in a last one
 * @param parallelism tenants at once, 1 to 32
 * @param haltAtFailureRatio 0 to 1
 * @param dryRun only tells what would run for whom
 */
public record MigrationOrder(
        Integer targetVersion, List<WaveOrder> waves, int parallelism, double haltAtFailureRatio, boolean dryRun) {}
