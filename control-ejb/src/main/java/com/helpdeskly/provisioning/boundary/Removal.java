package com.helpdeskly.provisioning.boundary;

import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.provisioning.control.ProvisioningSettings;
import com.helpdeskly.provisioning.control.RemoveTenant;
import com.helpdeskly.tenants.boundary.TenantView;
import com.helpdeskly.tenants.boundary.Tenants;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.LongConsumer;

/** Gives tenants up and takes that back: the state and the order for the removal are written together or not at all. */
@Stateless
public class Removal {
    @Inject
    private Tenants tenants;

    @Inject
    private Jobs jobs;

    @Inject
    private ProvisioningSettings settings;

    /**
     * Gives a tenant up: it is not served any more, and removed when its time of grace is over.
     *
     * @param precondition is told the current version, and throws to refuse
     * @param actor the operator's e-mail
     */
    public TenantView order(String idOrSlug, LongConsumer precondition, String actor) {
        Instant due = Timestamps.now().plus(settings.grace());
        TenantView tenant = tenants.delete(idOrSlug, due, precondition, actor);
        jobs.schedule(RemoveTenant.KIND, tenant.id(), null, due);
        return tenants.get(tenant.id().toString());
    }

    /**
     * Restores a tenant to what it was before it was given up.
     *
     * @throws com.helpdeskly.jobs.entity.JobRefused when its removal has begun
     */
    public TenantView takeBack(String idOrSlug, LongConsumer precondition, String actor) {
        TenantView tenant = tenants.restore(idOrSlug, precondition, actor);
        jobs.withdraw(RemoveTenant.KIND, tenant.id(), "Taken back by " + actor + ".");
        return tenant;
    }
}
