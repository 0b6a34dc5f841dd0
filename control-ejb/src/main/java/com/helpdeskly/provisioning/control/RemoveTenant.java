package com.helpdeskly.provisioning.control;

import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.jobs.control.JobQueue;
import com.helpdeskly.jobs.entity.JobRefused;
import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import com.helpdeskly.tenants.boundary.TenantRegistry;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * The end of a tenant whose time of grace is over: its role is shut out, what its database holds is counted for the
 * receipt, database and role are dropped; then, in the transaction that ends the job, the tenant itself goes, and with it
 * the secret. What is dropped cannot be brought back: the job is not cancelled, and when it is given up the tenant stays
 * {@code DELETING} with the reason, until somebody runs it again.
 */
@ApplicationScoped
public class RemoveTenant implements JobHandler {
    /** The kind of the job. */
    public static final String KIND = "REMOVE";

    @Inject
    private TenantRegistry tenants;

    @Inject
    private ProvisionerConnections connections;

    @Inject
    private JobQueue queue;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> steps() {
        return TenantDatabaseRemover.STEPS;
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public boolean isCancellable() {
        return false;
    }

    @Override
    public void retried(UUID tenant, String actor) {
        target(tenant);
    }

    @Override
    public Run begin(ClaimedJob job) {
        ProvisioningTarget target = target(job.tenantId());
        LogContext.tenant(target.slug().value());
        return new TenantDatabaseRemover(target, connections, receipt -> queue.keep(job, receipt));
    }

    private ProvisioningTarget target(UUID tenant) {
        return tenants.removalTarget(new TenantId(tenant))
                .orElseThrow(() -> new JobRefused("The tenant is not to be removed any more."));
    }

    @Override
    public void succeeded(ClaimedJob job) {
        tenants.removed(new TenantId(job.tenantId()), queue.payload(job));
    }

    @Override
    public void failed(ClaimedJob job, String reason) {
        tenants.removalFailed(new TenantId(job.tenantId()), reason);
    }
}
