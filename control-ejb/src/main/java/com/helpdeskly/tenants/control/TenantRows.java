package com.helpdeskly.tenants.control;

import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads tenants for the nodes' memory. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TenantRows {
    /** The version of a tenant that is there no more. */
    static final long GONE = Long.MAX_VALUE;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /** What nodes keep of the tenant with a slug. */
    public Optional<TenantEntry> find(Slug slug) {
        return em.createQuery("select t from Tenant t join fetch t.server where t.slug = :slug", Tenant.class)
                .setParameter("slug", slug.value())
                .getResultStream()
                .findFirst()
                .map(TenantEntry::from);
    }

    /**
     * A tenant that changed or went.
     *
     * @param version what it became by that, {@link #GONE} at its end
     */
    public record Change(Slug slug, long version) {}

    /**
     * What changed after an instant of the database's clock, in order; an index leads to it, however many tenants there are.
     *
     * @param overlapMillis how much earlier to look, for transactions that took long to commit
     */
    public List<Change> changedSince(Instant since, long overlapMillis) {
        List<?> changes = em.createNativeQuery("""
                        select slug, version, changed_at from tenants
                         where changed_at > cast(?1 as timestamptz) - ?2 * interval '1 millisecond'
                        union all
                        select slug, ?3, removed_at from removed_tenants
                         where removed_at > cast(?1 as timestamptz) - ?2 * interval '1 millisecond'
                         order by 3
                        """)
                .setParameter(3, GONE)
                .setParameter(1, since.toString())
                .setParameter(2, overlapMillis)
                .getResultList();
        return changes.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Change(new Slug((String) row[0]), ((Number) row[1]).longValue()))
                .toList();
    }

    /** The clock of the control database. */
    public Instant now() {
        return instant(em.createNativeQuery("select clock_timestamp()").getSingleResult());
    }

    private static Instant instant(Object timestamp) {
        return timestamp instanceof OffsetDateTime local ? local.toInstant() : ((Timestamp) timestamp).toInstant();
    }
}
