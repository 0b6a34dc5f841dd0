package com.helpdeskly.fleet.control;

import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import com.helpdeskly.tenants.boundary.TenantRegistry;
import com.helpdeskly.tenants.entity.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One attempt at a run: never more tenants at once than it allows, each forgotten when its outcome is recorded. Only the
 * worker's own thread talks to the control database; the executor's threads work on the tenants' databases.
 */
final class FleetRun implements JobHandler.Run {
    private static final long POLL_SECONDS = 1;

    private final ClaimedJob job;
    private final UUID migration;
    private final Fleet fleet;
    private final TenantMigrator migrator;
    private final TenantRegistry tenants;
    private final CompletionService<Done> work;
    private int underWay;

    private record Done(UUID tenant, TenantMigrator.Outcome outcome) {}

    FleetRun(ClaimedJob job, Fleet fleet, TenantMigrator migrator, TenantRegistry tenants, Executor executor) {
        this.job = job;
        this.migration = UUID.fromString(job.payload());
        this.fleet = fleet;
        this.migrator = migrator;
        this.tenants = tenants;
        this.work = new ExecutorCompletionService<>(executor);
    }

    @Override
    public void step(String name) throws Exception {
        Fleet.Plan plan = fleet.begin(job, migration);
        do {
            while (startAsManyAs(plan)) {
                recordNext();
            }
        } while (!fleet.leave(job, migration));
    }

    /** @return whether any are under way */
    private boolean startAsManyAs(Fleet.Plan plan) {
        boolean more = true;
        while (more && underWay < plan.parallelism()) {
            List<UUID> next = fleet.next(job, migration);
            next.forEach(tenant -> start(tenant, plan.targetVersion()));
            more = !next.isEmpty();
        }
        return underWay > 0;
    }

    private void start(UUID tenant, int version) {
        Optional<ProvisioningTarget> target = tenants.migrationTarget(new TenantId(tenant));
        work.submit(() -> new Done(
                tenant, target.map(there -> migrator.migrate(there, version)).orElseGet(TenantMigrator.Outcome::gone)));
        underWay++;
    }

    private void recordNext() throws Exception {
        Future<Done> finished = work.poll(POLL_SECONDS, TimeUnit.SECONDS);
        if (finished != null) {
            underWay--;
            Done done = finished.get();
            fleet.record(job, migration, done.tenant(), done.outcome());
        }
    }

    /** What was migrated stays so, and the rest waits for the next attempt. */
    @Override
    public void undo() {}

    @Override
    public String explain(Exception failure) {
        return MigrateFleet.explain(failure);
    }

    @Override
    public void close() {}
}
