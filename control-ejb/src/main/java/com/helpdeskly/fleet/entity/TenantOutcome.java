package com.helpdeskly.fleet.entity;

import java.util.UUID;

/**
 * A tenant's part in a run.
 *
 * @param from the schema version before
 * @param to the version that it is to have
 * @param status where it stands
 * @param durationMs how long it took, or {@code null}
 * @param error why it failed, or {@code null}
 */
public record TenantOutcome(
        UUID tenantId,
        String slug,
        int wave,
        String from,
        String to,
        TenantProgress status,
        Long durationMs,
        String error) {}
