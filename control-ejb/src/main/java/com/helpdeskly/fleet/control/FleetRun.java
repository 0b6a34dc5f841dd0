package com.helpdeskly.fleet.control;

import com.helpdeskly.fleet.entity.TenantProgress;
import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * server's executor has as few threads as cores and the worker would wait for what waits for its thread. Outcomes are recorded
 * together, a failure at once.
 *
 * <p>{@code stopped} is written by the worker's thread and read by the others: what they have not begun they leave then.
 * Everything else belongs to the worker's thread.
 */
final class FleetRun implements JobHandler.Run {
    /** How many tenants, for each that is worked on, are taken or under way: so nobody waits for the control database. */
    private static final int AHEAD = 4;

    /** With how many left, for each that is worked on, the next are fetched and the outcomes recorded. */
    private static final int SPARE = 2;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ClaimedJob job;
    private final UUID migration;
    private final Fleet fleet;
    private final TenantMigrator migrator;
    private final ThreadFactory threads;
    private ExecutorService workers;
    private CompletionService<Optional<Fleet.Done>> work;
    private volatile boolean stopped;
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
            stopped = false;
            carryOn(plan);
        } while (!fleet.leave(job, migration));
    }

    private void carryOn(Fleet.Plan plan) throws Exception {
        List<Fleet.Done> finished = List.of();
        do {
            int room = AHEAD * plan.parallelism() - underWay;
            Fleet.Turn turn = fleet.advance(job, migration, finished, room);
            stopped = turn.stopped();
            turn.next().forEach(next -> start(next, plan.targetVersion()));
            boolean more = turn.next().size() == room;
            finished = collect(more ? SPARE * plan.parallelism() : 0);
        } while (underWay > 0 || !finished.isEmpty());
    }

    private void start(Fleet.Next next, int version) {
        work.submit(() -> stopped
                ? Optional.empty()
                : Optional.of(new Fleet.Done(
                        next.tenant(),
                        next.target()
                                .map(there -> migrator.migrate(there, version))
                                .orElseGet(TenantMigrator.Outcome::gone))));
        underWay++;
    }

    /** What has ended: when no more than some are under way, when one has failed, and in any case after a while. */
    private List<Fleet.Done> collect(int enough) throws Exception {
        List<Fleet.Done> finished = new ArrayList<>();
        long until = System.nanoTime() + PATIENCE_NANOS;
        boolean failed = false;
        while (underWay > enough && !failed) {
            Future<Optional<Fleet.Done>> one = work.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (one == null) {
                break;
            }
            underWay--;
            Optional<Fleet.Done> done = one.get();
            done.ifPresent(finished::add);
            failed = done.isPresent() && done.get().outcome().status() == TenantProgress.FAILED;
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
