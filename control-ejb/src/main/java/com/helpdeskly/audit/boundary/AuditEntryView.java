package com.helpdeskly.audit.boundary;

import com.helpdeskly.audit.entity.AuditEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * An audit entry as operators see it; what it does not have is {@code null}.
 *
 * @param tenant the slug that the tenant had
 */
public record AuditEntryView(
        UUID id,
        Instant at,
        String actor,
        String action,
        String tenantId,
        String tenant,
        String before,
        String after,
        String requestId) {

    static AuditEntryView from(AuditEntry entry) {
        return new AuditEntryView(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.tenantId().orElse(null),
                entry.tenantSlug().orElse(null),
                entry.before().orElse(null),
                entry.after().orElse(null),
                entry.requestId().orElse(null));
    }
}
