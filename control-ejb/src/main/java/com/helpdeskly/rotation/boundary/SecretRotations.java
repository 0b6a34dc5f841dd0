package com.helpdeskly.rotation.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.jobs.boundary.JobView;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.jobs.entity.JobRefused;
import com.helpdeskly.rotation.control.ResealSecrets;
import com.helpdeskly.rotation.control.RotateSecret;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.boundary.Tenants;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Orders other secrets: the order and the job that carries it out are written together or not at all. */
@Stateless
public class SecretRotations {
    @Inject
    private Tenants tenants;

    @Inject
    private Jobs jobs;

    @Inject
    private SecretBox secrets;

    @Inject
    private AuditTrail audit;

    /**
     * Gives a tenant's login role another password, while the tenant is served.
     *
     * @param precondition is told the tenant's current version, and throws to refuse
     * @param actor the operator's e-mail
     * @throws JobRefused when that is under way
     */
    public JobView ofTenant(String idOrSlug, LongConsumer precondition, String actor) {
        UUID tenant = tenants.rotateSecret(idOrSlug, precondition, actor).id();
        if (jobs.open(RotateSecret.KIND, tenant) > 0) {
            throw new JobRefused("The tenant's secret is being rotated already.");
        }
        return jobs.find(jobs.enqueue(RotateSecret.KIND, tenant, null)).orElseThrow();
    }

    /**
     * Seals all secrets anew under the first master key of this node.
     *
     * @throws JobRefused when that is under way
     */
    public JobView ofMasterKey(String actor) {
        if (jobs.open(ResealSecrets.KIND, null) > 0) {
            throw new JobRefused("The secrets are being sealed anew already.");
        }
        audit.record(actor, "secrets.rotate", null, secrets.keyId());
        return jobs.find(jobs.enqueue(ResealSecrets.KIND, null, secrets.keyId()))
                .orElseThrow();
    }
}
