package com.helpdeskly.audit.boundary;

import com.helpdeskly.audit.control.AuditChain;
import com.helpdeskly.audit.entity.AuditEntry;
import com.helpdeskly.audit.entity.AuditVerdict;
import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.idempotency.boundary.IdempotencyKeys;
import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the record of every change, in the transaction that makes the change: neither is there without the other. Who
 * records something last thing in the transaction keeps others waiting least, since entries are chained one by one.
 */
@Stateless
public class AuditTrail {
    /** The actor of what the service does by itself. */
    public static final String SYSTEM = "system";

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /** Every change is recorded here, in its transaction: so this is where it is known to be done. */
    @Inject
    private IdempotencyKeys idempotency;

    @Inject
    private AuditChain chain;

    /** Records what was done to a tenant; {@code before} and {@code after} may be {@code null}. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void record(String actor, String action, TenantId tenant, Slug slug, String before, String after) {
        recordAll(actor, List.of(new Change(action, tenant, slug, before, after)));
    }

    /** What was done to a tenant; {@code before} and {@code after} may be {@code null}. */
    public record Change(String action, TenantId tenant, Slug slug, String before, String after) {}

    /** Records what was done to several tenants together, in this order: the chain is held once for all of them. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void recordAll(String actor, List<Change> changes) {
        idempotency.done();
        String requestId = LogContext.requestId().orElse(null);
        chain.append(changes.stream()
                .map(change -> new AuditEntry(
                        actor,
                        change.action(),
                        change.tenant().toString(),
                        change.slug().value(),
                        change.before(),
                        change.after(),
                        requestId))
                .toList());
    }

    /** Records what was done to the service as a whole; {@code before} and {@code after} may be {@code null}. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void record(String actor, String action, String before, String after) {
        idempotency.done();
        chain.append(List.of(new AuditEntry(
                actor, action, null, null, before, after, LogContext.requestId().orElse(null))));
    }

    /**
     * Which entries are asked for; every part may be {@code null}.
     *
     * @param from the earliest instant, inclusive
     * @param to the latest instant, exclusive
     */
    public record Query(String tenant, String actor, String action, Instant from, Instant to) {}

    /**
     * Entries, newest first.
     *
     * @param after the id of the last entry already seen, or {@code null}
     * @param limit how many at most
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<AuditEntryView> list(Query query, UUID after, int limit) {
        return new Filters()
                .and("e.tenantSlug = :tenant", "tenant", query.tenant())
                .and("e.actor = :actor", "actor", query.actor())
                .and("e.action = :action", "action", query.action())
                .and("e.at >= :from", "from", query.from())
                .and("e.at < :to", "to", query.to())
                .and("e.id < :after", "after", after)
                .query(em, "select e from AuditEntry e", "order by e.id desc", AuditEntry.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditEntryView::from)
                .toList();
    }

    /** Checks the whole chain, entry by entry. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public AuditVerdict verify() {
        return chain.verify();
    }
}
