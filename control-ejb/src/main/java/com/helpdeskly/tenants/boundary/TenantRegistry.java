package com.helpdeskly.tenants.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.tenants.control.TenantChanged;
import com.helpdeskly.tenants.control.TenantRemoved;
import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tenants.entity.TenantId;
import com.helpdeskly.tenants.entity.TenantStatus;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The tenants as jobs see them: where their databases are to be, and how work on them ended. */
@Stateless
public class TenantRegistry {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<TenantChanged> changed;

    @Inject
    private Event<TenantRemoved> removed;

    /**
     * How bringing a tenant's database to a schema version ended.
     *
     * @param version the version that it has now, or {@code null} when it did not tell
     * @param error why it could not be migrated, or {@code null}
     */
    public record SchemaOutcome(TenantId tenant, String version, String error) {}

    /**
     * Takes over what became of tenants' databases, in the caller's transaction. One that failed is not served until that
     * is mended.
     *
     * @return those for whom it does not count: they were removed, or failed and are to be removed
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Set<TenantId> migrated(List<SchemaOutcome> outcomes) {
        Map<UUID, SchemaOutcome> open = new HashMap<>();
        outcomes.forEach(outcome -> open.put(outcome.tenant().value(), outcome));
        List<Tenant> changedTenants = new ArrayList<>();
        List<AuditTrail.Change> changes = new ArrayList<>();
        for (Tenant tenant : em.createQuery("select t from Tenant t where t.id in :ids order by t.id", Tenant.class)
                .setParameter("ids", Set.copyOf(open.keySet()))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()) {
            SchemaOutcome outcome = open.get(tenant.id().value());
            if (outcome.error() == null || tenant.status() != TenantStatus.DELETING) {
                open.remove(tenant.id().value());
                migrated(tenant, outcome).ifPresent(change -> {
                    changedTenants.add(tenant);
                    changes.add(change);
                });
            }
        }
        if (!changes.isEmpty()) {
            em.flush();
            audit.recordAll(AuditTrail.SYSTEM, changes);
            changedTenants.forEach(tenant -> changed.fire(new TenantChanged(TenantEntry.from(tenant))));
        }
        return open.keySet().stream().map(TenantId::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<AuditTrail.Change> migrated(Tenant tenant, SchemaOutcome outcome) {
        String before = "schema " + tenant.schemaVersion().orElse("none");
        if (outcome.error() != null) {
            tenant.migrationFailed(outcome.error());
            return Optional.of(change(tenant, "tenant.migration-failed", before, outcome.error()));
        }
        if (tenant.schemaVersion().equals(Optional.of(outcome.version()))
                && tenant.schemaError().isEmpty()) {
            return Optional.empty();
        }
        tenant.migrated(outcome.version());
        return Optional.of(change(tenant, "tenant.migrated", before, "schema " + outcome.version()));
    }

    /** Where the tenant's database and role are, or are to be made. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ProvisioningTarget provisioningTarget(TenantId id) {
        return ProvisioningTarget.from(em.find(Tenant.class, id.value()));
    }

    /** Where the databases of tenants are; without those that were removed. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<UUID, ProvisioningTarget> migrationTargets(List<UUID> ids) {
        return em.createQuery("select t from Tenant t join fetch t.server where t.id in :ids", Tenant.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(tenant -> tenant.id().value(), ProvisioningTarget::from));
    }

    /** Its database was made and checked; joins the transaction that ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void provisioned(TenantId id, String schemaVersion) {
        Tenant tenant = locked(id);
        tenant.provisioned(schemaVersion);
        done(tenant, "PROVISIONING", "tenant.provisioned", null);
    }

    /** Its provisioning was given up and undone; joins the transaction that ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void provisioningFailed(TenantId id, String reason) {
        Tenant tenant = locked(id);
        tenant.provisioningFailed(reason);
        done(tenant, "PROVISIONING", "tenant.provisioning-failed", reason);
    }

    /** Sends a tenant whose provisioning was given up back to it, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void provisionAgain(TenantId id, String actor) {
        Tenant tenant = locked(id);
        tenant.provisionAgain();
        em.flush();
        audit.record(
                actor,
                "tenant.provision",
                id,
                tenant.slug(),
                "FAILED",
                tenant.status().name());
        changed.fire(new TenantChanged(TenantEntry.from(tenant)));
    }

    /** What its removal has to know, once that may begin: its time of grace is over and nobody has restored it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ProvisioningTarget> removalTarget(TenantId id) {
        return Optional.ofNullable(em.find(Tenant.class, id.value()))
                .filter(tenant -> tenant.status() == TenantStatus.DELETING)
                .map(ProvisioningTarget::from);
    }

    /**
     * Its database and role are gone, and so is the tenant, with its secret; joins the transaction that ends the job.
     *
     * @param receipt what was removed
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void removed(TenantId id, String receipt) {
        Tenant tenant = locked(id);
        audit.record(AuditTrail.SYSTEM, "tenant.removed", id, tenant.slug(), "DELETING · " + tenant.name(), receipt);
        em.createNativeQuery("insert into removed_tenants (id, slug) values (cast(?1 as uuid), ?2)")
                .setParameter(1, id.toString())
                .setParameter(2, tenant.slug().value())
                .executeUpdate();
        em.remove(tenant);
        removed.fire(new TenantRemoved(tenant.slug()));
    }

    /** Its removal was given up for now; joins the transaction that ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void removalFailed(TenantId id, String reason) {
        Tenant tenant = locked(id);
        if (tenant != null && tenant.status() == TenantStatus.DELETING) {
            tenant.removalFailed(reason);
            done(tenant, "DELETING", "tenant.removal-failed", reason);
        }
    }

    private Tenant locked(TenantId id) {
        return em.find(Tenant.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private void done(Tenant tenant, String before, String action, String detail) {
        em.flush();
        audit.recordAll(AuditTrail.SYSTEM, List.of(change(tenant, action, before, detail)));
        changed.fire(new TenantChanged(TenantEntry.from(tenant)));
    }

    private static AuditTrail.Change change(Tenant tenant, String action, String before, String detail) {
        String status = tenant.status().name();
        return new AuditTrail.Change(
                action, tenant.id(), tenant.slug(), before, detail == null ? status : status + ": " + detail);
    }
}
