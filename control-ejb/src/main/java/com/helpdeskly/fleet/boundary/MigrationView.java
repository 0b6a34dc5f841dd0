package com.helpdeskly.fleet.boundary;

import com.helpdeskly.fleet.entity.MigrationStatus;
import com.helpdeskly.fleet.entity.WaveCounts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run over the fleet, as operators see it.
 *
 * @param reason why it halted or failed, or {@code null}
 * @param total tenants of the run
 * @param skipped tenants that had the version already
 */
public record MigrationView(
        UUID id,
        MigrationStatus status,
        String reason,
        String targetVersion,
        int parallelism,
        double haltAtFailureRatio,
        boolean dryRun,
        long total,
        long succeeded,
        long failed,
        long skipped,
        List<WaveCounts> waves,
        String createdBy,
        long version,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt) {}
