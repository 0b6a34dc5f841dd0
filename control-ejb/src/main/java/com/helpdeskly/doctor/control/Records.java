package com.helpdeskly.doctor.control;

import com.helpdeskly.provisioning.control.ProvisionTenant;
import com.helpdeskly.provisioning.control.RemoveTenant;
import com.helpdeskly.rotation.control.RotateSecret;
import com.helpdeskly.tenants.entity.TenantStatus;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the control database says: tenants, those that were removed, and the work that is under way. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Records {
    private static final String TENANTS = """
            select id::text, slug, status, database_name, role_name, schema_version
              from tenants where server_id = cast(?1 as uuid)
            """;

    /** Work that runs, is about to, waits for its next attempt, or has ended since the examination began. */
    private static final String AT_WORK = """
            select distinct tenant_id::text from jobs where tenant_id is not null
               and (status = 'RUNNING' or ended_at >= cast(?1 as timestamptz)
                    or status = 'QUEUED' and (attempts > 0 or run_at < clock_timestamp() + interval '1 minute'))
            """;

    private static final String STUCK = """
            select id::text, kind, lease_until::text from jobs
             where status = 'RUNNING' and lease_until < clock_timestamp() - interval '1 minute' order by id limit 100
            """;
    private static final String ROTATIONS = """
            select t.id::text, t.slug from tenants t where t.next_sealed_password is not null and not exists (
              select from jobs j where j.tenant_id = t.id and j.kind = ?1 and j.status in ('QUEUED', 'RUNNING'))
            """;
    private static final String REMOVALS = """
            select t.id::text, t.slug, coalesce(t.status_reason, 'no reason is known') from tenants t
             where t.status = 'DELETING' and t.delete_after < clock_timestamp() - interval '1 minute' and not exists (
              select from jobs j where j.tenant_id = t.id and j.kind = ?1 and j.status in ('QUEUED', 'RUNNING'))
            """;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private Repairs repairs;

    /** The clock of the control database. */
    public String now() {
        return (String) em.createNativeQuery("select clock_timestamp()::text").getSingleResult();
    }

    /** The tenants of a server, by the names of their databases. */
    public Map<String, TenantFact> tenantsOf(UUID server) {
        Map<String, TenantFact> tenants = new HashMap<>();
        for (Object[] row : rows(TENANTS, server.toString())) {
            TenantFact tenant = new TenantFact(
                    UUID.fromString((String) row[0]),
                    (String) row[1],
                    TenantStatus.valueOf((String) row[2]),
                    (String) row[3],
                    (String) row[4],
                    (String) row[5]);
            tenants.put(tenant.database(), tenant);
        }
        return tenants;
    }

    /** Which of some ids belong to tenants that were removed. */
    public Set<UUID> removed(Collection<UUID> ids) {
        Set<UUID> removed = new HashSet<>();
        for (UUID id : ids) {
            if (!em.createNativeQuery("select 1 from removed_tenants where id = cast(?1 as uuid)")
                    .setParameter(1, id.toString())
                    .getResultList()
                    .isEmpty()) {
                removed.add(id);
            }
        }
        return removed;
    }

    /** The tenants that jobs work on, or have worked on since an instant. */
    public Set<UUID> atWork(String since) {
        Set<UUID> ids = new HashSet<>();
        for (Object id : em.createNativeQuery(AT_WORK).setParameter(1, since).getResultList()) {
            ids.add(UUID.fromString((String) id));
        }
        return ids;
    }

    /** Whether tenants are being made or were made just now, which takes copies from the stock. */
    public boolean takesFromStock() {
        return !em.createNativeQuery("select 1 from jobs where kind = ?1 and (status in ('QUEUED', 'RUNNING')"
                        + " or ended_at > clock_timestamp() - interval '15 seconds') limit 1")
                .setParameter(1, ProvisionTenant.KIND)
                .getResultList()
                .isEmpty();
    }

    /** Work that has stopped half-way. */
    public List<Symptom> halfDone() {
        List<Symptom> found = new ArrayList<>();
        for (Object[] row : rows(STUCK)) {
            UUID job = UUID.fromString((String) row[0]);
            found.add(new Symptom(
                    SymptomKind.JOB_STUCK,
                    job.toString(),
                    null,
                    "The " + row[1] + " job runs, its lease ended at " + row[2]
                            + ", and no node has taken it over. Repairing calls for a node.",
                    actor -> repairs.remind(job)));
        }
        for (Object[] row : rows(ROTATIONS, RotateSecret.KIND)) {
            String tenant = (String) row[0];
            found.add(new Symptom(
                    SymptomKind.ROTATION_UNFINISHED,
                    (String) row[1],
                    UUID.fromString(tenant),
                    "Two passwords are kept for the role of the tenant, since a rotation was given up. Repairing rotates"
                            + " again.",
                    actor -> repairs.rotate(tenant, actor)));
        }
        for (Object[] row : rows(REMOVALS, RemoveTenant.KIND)) {
            UUID tenant = UUID.fromString((String) row[0]);
            found.add(new Symptom(
                    SymptomKind.REMOVAL_UNFINISHED,
                    (String) row[1],
                    tenant,
                    "The time of grace is over and the removal was given up: " + row[2] + " Repairing runs it again.",
                    actor -> repairs.removeAgain(tenant)));
        }
        return found;
    }

    private List<Object[]> rows(String query, String... parameters) {
        Query prepared = em.createNativeQuery(query);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setParameter(i + 1, parameters[i]);
        }
        List<?> rows = prepared.getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }
}
