package com.helpdeskly.tenants.boundary;

import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A tenant as operators see it; never with credentials.
 *
 * @param statusReason why it is suspended or failed, or {@code null}
 * @param maintenance whether its people are kept out for a while, and {@code maintenanceReason} why
 * @param deleteAfter when its time of grace is over, or {@code null} unless it is {@code DELETING}
 * @param schemaVersion of its database, or {@code null} while it has none
 * @param schemaError why its database could not be migrated, or {@code null}
 * @param server the name of the server that holds its database
 * @param database the name of its database
 * @param limits its own limits, where it has any
 * @param jobId the job that provisions it or did so last, or {@code null} in lists
 * @param version counts its changes, for {@code ETag}
 */
public record TenantView(
        UUID id,
        String name,
        String slug,
        TenantStatus status,
        String statusReason,
        boolean maintenance,
        String maintenanceReason,
        Instant deleteAfter,
        String schemaVersion,
        String schemaError,
        String server,
        String database,
        Limits limits,
        UUID jobId,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * The limits of a tenant.
     *
     * @param connections to its database that each node may have, 1 to {@value Tenant#MOST_CONNECTIONS}, or {@code null}
     *     for what the node is configured with
     */
    public record Limits(Integer connections) {
        static Limits of(Tenant tenant) {
            return new Limits(tenant.connectionLimit().orElse(null));
        }
    }

    static TenantView from(Tenant tenant, UUID jobId) {
        return new TenantView(
                tenant.id().value(),
                tenant.name(),
                tenant.slug().value(),
                tenant.status(),
                tenant.statusReason().orElse(null),
                tenant.inMaintenance(),
                tenant.maintenanceReason().orElse(null),
                tenant.deleteAfter().orElse(null),
                tenant.schemaVersion().orElse(null),
                tenant.schemaError().orElse(null),
                tenant.server().name(),
                tenant.databaseName(),
                Limits.of(tenant),
                jobId,
                tenant.version(),
                tenant.createdAt(),
                tenant.updatedAt());
    }
}
