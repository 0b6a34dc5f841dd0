package com.helpdeskly.provisioning.control;

import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import com.helpdeskly.tenants.boundary.TenantRegistry;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.BinaryOperator;

/**
 * The provisioning saga: login role, database as a copy of the template, identity row, owner, check; then, in the
 * transaction that ends the job, the tenant becomes {@code ACTIVE}. If it is given up, database and role are dropped and
 * the tenant is {@code FAILED}.
 */
@ApplicationScoped
public class ProvisionTenant implements JobHandler {
    /** The kind of the job. */
    public static final String KIND = "PROVISION";

    /** Sign-ins may be many; a step that fails for them would only come back and ask again. */
    private static final Duration HASH_PATIENCE = Duration.ofSeconds(30);

    @Inject
    private TenantRegistry tenants;

    @Inject
    private SecretBox secrets;

    @Inject
    private ProvisionerConnections connections;

    @Inject
    private Templates templates;

    @Inject
    private Stock stock;

    @Inject
    private RoleLimits limits;

    @Resource
    private ManagedExecutorService executor;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> steps() {
        return TenantDatabaseBuilder.STEPS;
    }

    @Override
    public void retried(UUID tenant, String actor) {
        tenants.provisionAgain(new TenantId(tenant), actor);
    }

    @Override
    public String resealed(UUID tenant, String payload, BinaryOperator<String> sealing) {
        return OwnerAccount.fromPayload(payload)
                .resealed(secret -> sealing.apply(secret, tenant.toString()))
                .toPayload();
    }

    @Override
    public Run begin(ClaimedJob job) {
        ProvisioningTarget target = tenants.provisioningTarget(new TenantId(job.tenantId()));
        LogContext.tenant(target.slug().value());
        String secretOf = target.id().toString();
        String password = secrets.open(target.sealedPassword(), secretOf);
        OwnerAccount owner = OwnerAccount.fromPayload(job.payload());
        // The hash is ready when the database is: the one takes our processor, the other the database server's time.
        FutureTask<String> ownerHash = new FutureTask<>(() -> owner.sealedPassword() == null
                ? null
                : Passwords.hash(secrets.open(owner.sealedPassword(), secretOf), HASH_PATIENCE));
        executor.execute(ownerHash);
        return new TenantDatabaseBuilder(target, owner, ownerHash, password, connections, templates, stock, limits);
    }

    @Override
    public void succeeded(ClaimedJob job) {
        tenants.provisioned(new TenantId(job.tenantId()), templates.schema().version());
    }

    @Override
    public void failed(ClaimedJob job, String reason) {
        tenants.provisioningFailed(new TenantId(job.tenantId()), reason);
    }
}
