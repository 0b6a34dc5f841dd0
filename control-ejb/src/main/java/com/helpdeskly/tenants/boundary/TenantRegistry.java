package com.helpdeskly.tenants.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.tenants.control.TenantChanged;
import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

/** The tenants as jobs see them: where their databases are to be, and how work on them ended. */
@Stateless
public class TenantRegistry {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<TenantChanged> changed;

    /** Where the tenant's database and role are, or are to be made. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ProvisioningTarget provisioningTarget(TenantId id) {
        return ProvisioningTarget.from(em.find(Tenant.class, id.value()));
    }

    /** Its database was made and checked; joins the transaction that ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void provisioned(TenantId id, String schemaVersion) {
        Tenant tenant = locked(id);
        tenant.provisioned(schemaVersion);
        done(tenant, "tenant.provisioned", null);
    }

    /** Its provisioning was given up and undone; joins the transaction that ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void provisioningFailed(TenantId id, String reason) {
        Tenant tenant = locked(id);
        tenant.provisioningFailed(reason);
        done(tenant, "tenant.provisioning-failed", reason);
    }

    private Tenant locked(TenantId id) {
        return em.find(Tenant.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private void done(Tenant tenant, String action, String detail) {
        em.flush();
        audit.record(
                AuditTrail.SYSTEM,
                action,
                tenant.id(),
                tenant.slug(),
                "PROVISIONING",
                detail == null ? tenant.status().name() : tenant.status() + ": " + detail);
        changed.fire(new TenantChanged(TenantEntry.from(tenant)));
    }
}
