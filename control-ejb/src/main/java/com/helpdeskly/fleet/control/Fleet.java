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
import java.util.Optional;
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
     * @return where their databases are; none when the wave has no more, or the run has been stopped
     */
    public List<Next> advance(ClaimedJob job, UUID id, List<Done> done, int room) {
        em.createNativeQuery("set local synchronous_commit = off").executeUpdate();
        queue.ensureHeld(job);
        Migration migration = locked(id);
        done.forEach(one -> record(migration, one));
        return migration.status() == MigrationStatus.RUNNING && room > 0
                ? rows.claimNext(id, room).stream()
                        .map(tenant -> new Next(tenant, tenants.migrationTarget(new TenantId(tenant))))
                        .toList()
                : List.of();
    }

    /** One that is removed meanwhile is passed over: that its database is not there is no failure. */
    private void record(Migration migration, Done done) {
        rows.record(migration.id(), done.tenant(), done.outcome());
        TenantId tenant = new TenantId(done.tenant());
        String error = done.outcome().error();
        boolean isThere =
                error == null ? tenants.migrated(tenant, done.outcome().to()) : tenants.migrationFailed(tenant, error);
        if (!isThere) {
            rows.record(migration.id(), done.tenant(), TenantMigrator.Outcome.gone());
        } else if (error != null) {
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
     * The worker has nothing under way: ends the run when every tenant has its outcome, and sets it free of the job when
     * it is over or was stopped.
     *
     * @return false when there is something to do after all
     */
    public boolean leave(ClaimedJob job, UUID id) {
        queue.ensureHeld(job);
        Migration migration = locked(id);
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
