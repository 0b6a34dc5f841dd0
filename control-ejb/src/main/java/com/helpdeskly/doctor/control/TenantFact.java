package com.helpdeskly.doctor.control;

import com.helpdeskly.tenants.entity.TenantStatus;
import java.util.UUID;

/**
 * What the control database says of a tenant.
 *
 * @param schemaVersion of its database, or {@code null} while it has none
 */
record TenantFact(UUID id, String slug, TenantStatus status, String database, String role, String schemaVersion) {
    /** Whether its database and role are to be there, and not about to go. */
    boolean isMade() {
        return status == TenantStatus.ACTIVE || status == TenantStatus.INACTIVE || status == TenantStatus.SUSPENDED;
    }
}
