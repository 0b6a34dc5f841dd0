package com.helpdeskly.fleet.control;

import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import java.util.ArrayList;
import java.util.List;
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
    private final CompletionService<Fleet.Done> work;
    private int underWay;

    FleetRun(ClaimedJob job, Fleet fleet, TenantMigrator migrator, Executor executor) {
        this.job = job;
        this.migration = UUID.fromString(job.payload());
        this.fleet = fleet;
        this.migrator = migrator;
        this.work = new ExecutorCompletionService<>(executor);
    }

    @Override
    public void step(String name) throws Exception {
        Fleet.Plan plan = fleet.begin(job, migration);
        do {
            List<Fleet.Done> finished = List.of();
            do {
                fleet.advance(job, migration, finished, plan.parallelism() - underWay)
                        .forEach(next -> start(next, plan.targetVersion()));
                finished = underWay > 0 ? await() : List.of();
            } while (underWay > 0 || !finished.isEmpty());
        } while (!fleet.leave(job, migration));
    }

    private void start(Fleet.Next next, int version) {
        work.submit(() -> new Fleet.Done(next.tenant(), migrator.migrate(next.target(), version)));
        underWay++;
    }

    /** All that have ended, as soon as one has; none when that takes long. */
    private List<Fleet.Done> await() throws Exception {
        List<Fleet.Done> finished = new ArrayList<>();
        Future<Fleet.Done> one = work.poll(POLL_SECONDS, TimeUnit.SECONDS);
        while (one != null) {
            underWay--;
            finished.add(one.get());
            one = work.poll();
        }
        return finished;
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
