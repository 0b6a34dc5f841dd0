package com.helpdeskly.provisioning.boundary;

import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.provisioning.control.OwnerAccount;
import com.helpdeskly.provisioning.control.ProvisionTenant;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.boundary.TenantView;
import com.helpdeskly.tenants.boundary.Tenants;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;

/** Creates tenants: the tenant and the job that makes its database are written together or not at all. */
@Stateless
public class Provisioning {
    @Inject
    private Tenants tenants;

    @Inject
    private Jobs jobs;

    @Inject
    private SecretBox secrets;

    /**
     * Registers a tenant and asks for its database. The owner's password is hashed by the job, beside the copying of the
     * database, and is kept encrypted until then.
     *
     * @param actor the operator's e-mail
     * @return the tenant in {@code PROVISIONING}, with its job
     */
    public TenantView create(NewTenant wanted, String actor) {
        TenantId id = tenants.register(wanted.slug(), wanted.name(), actor);
        String password = Optional.ofNullable(wanted.ownerPassword())
                .map(text -> secrets.seal(text, OwnerAccount.passwordOwner(id)))
                .orElse(null);
        OwnerAccount owner = new OwnerAccount(wanted.ownerEmail(), wanted.ownerName(), password);
        jobs.enqueue(ProvisionTenant.KIND, id.value(), owner.toPayload());
        return tenants.get(id.toString());
    }

    /** Runs a provisioning that was given up from its beginning, since what it had made was undone. */
    public TenantView runAgain(String idOrSlug, String actor) {
        TenantView tenant = tenants.provisionAgain(idOrSlug, actor);
        jobs.runAgain(ProvisionTenant.KIND, tenant.id())
                .orElseThrow(() -> new IllegalStateException("a failed tenant has a failed job"));
        return tenant;
    }
}
