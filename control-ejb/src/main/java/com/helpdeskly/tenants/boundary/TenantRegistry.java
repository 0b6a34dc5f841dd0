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
import java.util.Optional;

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

    /** Its database has this schema version now, in the caller's transaction. @return false when it was removed */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean migrated(TenantId id, String schemaVersion) {
        Tenant tenant = locked(id);
        if (tenant == null) {
            return false;
        }
        if (!tenant.schemaVersion().equals(Optional.of(schemaVersion))
                || tenant.schemaError().isPresent()) {
            String before = "schema " + tenant.schemaVersion().orElse("none");
            tenant.migrated(schemaVersion);
            done(tenant, before, "tenant.migrated", "schema " + schemaVersion);
        }
        return true;
    }

    /**
     * Its database could not be migrated: it is not served until that is mended; in the caller's transaction.
     *
     * @return false when it was removed or is to be, and nothing has to be mended
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean migrationFailed(TenantId id, String reason) {
        Tenant tenant = locked(id);
        if (tenant == null || tenant.status() == TenantStatus.DELETING) {
            return false;
        }
        tenant.migrationFailed(reason);
        done(tenant, "schema " + tenant.schemaVersion().orElse("none"), "tenant.migration-failed", reason);
        return true;
    }

    /** Where the tenant's database and role are, or are to be made. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ProvisioningTarget provisioningTarget(TenantId id) {
        return ProvisioningTarget.from(em.find(Tenant.class, id.value()));
    }

    /** Where the tenant's database is that is to be migrated; empty when the tenant was removed. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ProvisioningTarget> migrationTarget(TenantId id) {
        return Optional.ofNullable(em.find(Tenant.class, id.value())).map(ProvisioningTarget::from);
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
        audit.record(
                AuditTrail.SYSTEM,
                action,
                tenant.id(),
                tenant.slug(),
                before,
                detail == null ? tenant.status().name() : tenant.status() + ": " + detail);
        changed.fire(new TenantChanged(TenantEntry.from(tenant)));
    }
}
