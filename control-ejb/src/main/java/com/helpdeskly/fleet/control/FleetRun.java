package com.helpdeskly.fleet.control;

import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One attempt at a run: never more tenants at once than it allows, each forgotten when its outcome is recorded. Only the
 * worker's own thread talks to the control database; threads of the run's own work on the tenants' databases, since the
 * server's executor has as few threads as cores and the worker would wait for what waits for its thread.
 */
final class FleetRun implements JobHandler.Run {
    private static final long POLL_SECONDS = 1;

    private final ClaimedJob job;
    private final UUID migration;
    private final Fleet fleet;
    private final TenantMigrator migrator;
    private final ThreadFactory threads;
    private ExecutorService workers;
    private CompletionService<Fleet.Done> work;
    private int underWay;

    FleetRun(ClaimedJob job, Fleet fleet, TenantMigrator migrator, ThreadFactory threads) {
        this.job = job;
        this.migration = UUID.fromString(job.payload());
        this.fleet = fleet;
        this.migrator = migrator;
        this.threads = threads;
    }

    @Override
    public void step(String name) throws Exception {
        Fleet.Plan plan = fleet.begin(job, migration);
        workers = Executors.newFixedThreadPool(plan.parallelism(), threads);
        work = new ExecutorCompletionService<>(workers);
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
        work.submit(() -> new Fleet.Done(
                next.tenant(),
                next.target().map(there -> migrator.migrate(there, version)).orElseGet(TenantMigrator.Outcome::gone)));
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
    public void close() {
        if (workers != null) {
            workers.shutdownNow();
        }
    }
}
