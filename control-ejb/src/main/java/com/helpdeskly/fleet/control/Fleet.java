package com.helpdeskly.fleet.control;

import com.helpdeskly.fleet.entity.Migration;
import com.helpdeskly.fleet.entity.MigrationStatus;
import com.helpdeskly.fleet.entity.TenantProgress;
import com.helpdeskly.fleet.entity.WaveCounts;
import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobQueue;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import com.helpdeskly.tenants.boundary.TenantRegistry;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A run as its worker sees it. Each method is a transaction of its own, which holds the run's row, and each that writes
 * makes sure first that the worker still has the job.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Fleet {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private FleetRows rows;

    @Inject
    private JobQueue queue;

    @Inject
    private TenantRegistry tenants;

    /**
     * What a worker has to know of a run.
     *
     * @param parallelism tenants at once
     */
    public record Plan(int targetVersion, int parallelism) {}

    /** A tenant that is to be migrated. */
    public record Next(UUID tenant, Optional<ProvisioningTarget> target) {}

    /** A tenant that was. */
    public record Done(UUID tenant, TenantMigrator.Outcome outcome) {}

    /**
     * What is to be done next.
     *
     * @param next none when the wave has no more that nobody works on, or the run has been stopped
     * @param stopped whether nobody else is to be touched
     */
    public record Turn(List<Next> next, boolean stopped) {}

    /** Begins, or goes on: what a dead worker has left half done is done again. */
    public Plan begin(ClaimedJob job, UUID id) {
        queue.ensureHeld(job);
        Migration migration = locked(id);
        rows.requeue(id, TenantProgress.RUNNING);
        return new Plan(migration.targetVersion(), migration.parallelism());
    }

    /**
     * Records how it went for some tenants, and takes the next ones. What a crash of the database loses of it is found out
     * again, since tenants that are marked as running are looked at anew: so no disk is waited for.
     *
     * @param room how many tenants to take at most
     */
    public Turn advance(ClaimedJob job, UUID id, List<Done> done, int room) {
        em.createNativeQuery("set local synchronous_commit = off").executeUpdate();
        queue.ensureHeld(job);
        Migration migration = locked(id);
        if (!done.isEmpty()) {
            record(migration, done);
        }
        boolean stopped = migration.status() != MigrationStatus.RUNNING;
        return new Turn(stopped || room <= 0 ? List.of() : next(rows.claimNext(id, room)), stopped);
    }

    private List<Next> next(List<UUID> claimed) {
        if (claimed.isEmpty()) {
            return List.of();
        }
        Map<UUID, ProvisioningTarget> targets = tenants.migrationTargets(claimed);
        return claimed.stream()
                .map(tenant -> new Next(tenant, Optional.ofNullable(targets.get(tenant))))
                .toList();
    }

    /**
     * One that is removed meanwhile is passed over: that its database is not there is no failure. The tenants come last,
     * since nobody else can write into the audit from then on.
     */
    private void record(Migration migration, List<Done> done) {
        rows.record(migration.id(), done);
        Set<TenantId> gone = tenants.migrated(done.stream()
                .map(one -> new TenantRegistry.SchemaOutcome(
                        new TenantId(one.tenant()),
                        one.outcome().to(),
                        one.outcome().error()))
                .toList());
        if (!gone.isEmpty()) {
            rows.record(
                    migration.id(),
                    gone.stream()
                            .map(tenant -> new Done(tenant.value(), TenantMigrator.Outcome.gone()))
                            .toList());
        }
        if (done.stream()
                .anyMatch(one -> one.outcome().error() != null && !gone.contains(new TenantId(one.tenant())))) {
            haltIfTooMuchFailed(migration);
        }
    }

    private void haltIfTooMuchFailed(Migration migration) {
        for (WaveCounts wave : rows.waves(migration.id())) {
            if (migration.isTooMuch(wave.failed(), wave.total())) {
                migration.halt(
                        "%d of the %d tenants of wave %d failed.".formatted(wave.failed(), wave.total(), wave.wave()));
            }
        }
    }

    /**
     * The worker has nothing under way, and gives back what it took and did not begin: ends the run when every tenant has its outcome, and sets it free of the job when
     * it is over or was stopped.
     *
     * @return false when there is something to do after all
     */
    public boolean leave(ClaimedJob job, UUID id) {
        queue.ensureHeld(job);
        Migration migration = locked(id);
        rows.requeue(id, TenantProgress.RUNNING);
        List<WaveCounts> waves = rows.waves(id);
        if (waves.stream().allMatch(wave -> wave.queued() == 0)) {
            migration.end(waves.stream().mapToLong(WaveCounts::failed).sum());
        }
        return migration.leave();
    }

    /** The job was given up; joins the transaction that ends it. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void givenUp(UUID id, String reason) {
        locked(id).giveUp(reason);
    }

    private Migration locked(UUID id) {
        return em.find(Migration.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}
