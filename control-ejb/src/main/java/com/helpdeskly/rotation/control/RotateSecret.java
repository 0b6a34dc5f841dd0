package com.helpdeskly.rotation.control;

import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.jobs.control.JobQueue;
import com.helpdeskly.jobs.entity.JobRefused;
import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.provisioning.control.TenantRoles;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.boundary.TenantSecrets;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Gives a tenant's login role another password without a failed request. PostgreSQL knows one password per role, so the
 * nodes know two for a while: the next one is kept beside the one in force, and only when every node has had time to
 * learn it does the role get it. A node whose sign-in is refused tries the other one. When the next password has been
 * seen to work, the old one is forgotten, in the transaction that ends the job.
 *
 * <p>Nothing is taken back when it is given up: nobody can tell then which of the two is in force, so both stay known,
 * and the tenant is served; whoever rotates again goes on with the same next password.
 */
@ApplicationScoped
public class RotateSecret implements JobHandler {
    /** The kind of the job. */
    public static final String KIND = "ROTATE_SECRET";

    @Inject
    private TenantSecrets tenants;

    @Inject
    private TenantRoles roles;

    @Inject
    private SecretBox secrets;

    @Inject
    private JobQueue queue;

    @Inject
    private Jobs jobs;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> steps() {
        return SecretRotation.STEPS;
    }

    @Override
    public void retried(UUID tenant, String actor) {
        if (jobs.open(KIND, tenant) > 1) {
            throw new JobRefused("The tenant's secret is being rotated already.");
        }
    }

    @Override
    public Run begin(ClaimedJob job) {
        TenantId tenant = new TenantId(job.tenantId());
        tenants.find(tenant).ifPresent(role -> LogContext.tenant(role.slug().value()));
        return new SecretRotation(tenant, tenants, roles, secrets, () -> queue.checkHeld(job));
    }

    @Override
    public void succeeded(ClaimedJob job) {
        tenants.changed(new TenantId(job.tenantId()));
    }

    @Override
    public void failed(ClaimedJob job, String reason) {
        // The job keeps the reason, and the tenant is served by whichever password is in force.
    }
}
