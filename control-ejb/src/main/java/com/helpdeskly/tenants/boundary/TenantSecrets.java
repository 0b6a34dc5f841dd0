package com.helpdeskly.tenants.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.tenants.control.TenantChanged;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.helpdeskly.tenants.entity.Slug;
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
import java.util.Optional;

/** The passwords of tenants' login roles, as the jobs that change them see them. */
@Stateless
public class TenantSecrets {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<TenantChanged> changed;

    /**
     * A role whose password can be changed.
     *
     * @param sealedPassword the password in force, or the one before the next, encrypted for the tenant's id
     * @param sealedNext the password that it is about to get, encrypted as well, or {@code null}
     */
    public record RoleSecret(
            Slug slug, DatabaseAddress server, String database, String role, String sealedPassword, String sealedNext) {
        static RoleSecret from(Tenant tenant) {
            return new RoleSecret(
                    tenant.slug(),
                    tenant.server().address(),
                    tenant.databaseName(),
                    tenant.roleName(),
                    tenant.sealedPassword(),
                    tenant.nextSealedPassword().orElse(null));
        }
    }

    /** A tenant's role; empty when the tenant or its role is there no more, or not yet. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<RoleSecret> find(TenantId id) {
        return Optional.ofNullable(em.find(Tenant.class, id.value()))
                .filter(Tenant::hasRole)
                .map(RoleSecret::from);
    }

    /**
     * Keeps the next password beside the one in force, and tells all nodes. One that was kept before and is not in force
     * for certain stays the next one.
     */
    public void prepare(TenantId id, String sealedNext) {
        Tenant tenant = em.find(Tenant.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (tenant != null && tenant.hasRole()) {
            tenant.preparePassword(sealedNext);
            em.flush();
            changed.fire(new TenantChanged(TenantEntry.from(tenant)));
        }
    }

    /** The next password is in force; joins the transaction that ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void changed(TenantId id) {
        Tenant tenant = em.find(Tenant.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (tenant != null) {
            tenant.passwordChanged();
            em.flush();
            audit.record(AuditTrail.SYSTEM, "tenant.secret-rotated", id, tenant.slug(), null, null);
            changed.fire(new TenantChanged(TenantEntry.from(tenant)));
        }
    }
}
