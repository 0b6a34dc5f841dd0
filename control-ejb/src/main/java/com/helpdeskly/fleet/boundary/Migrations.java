package com.helpdeskly.fleet.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.fleet.control.FleetRows;
import com.helpdeskly.fleet.control.MigrateFleet;
import com.helpdeskly.fleet.entity.Migration;
import com.helpdeskly.fleet.entity.MigrationRefused;
import com.helpdeskly.fleet.entity.TenantOutcome;
import com.helpdeskly.fleet.entity.TenantProgress;
import com.helpdeskly.fleet.entity.WaveCounts;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.provisioning.control.Templates;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Runs over the fleet: planned, followed, stopped and continued by operators. */
@Stateless
public class Migrations {
    private static final String UNIQUE_VIOLATION = "23505";

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private FleetRows rows;

    @Inject
    private Jobs jobs;

    @Inject
    private AuditTrail audit;

    @Inject
    private Templates templates;

    /**
     * Plans a run, and begins it unless it is a dry run.
     *
     * @throws ProblemException 400 with all that is wrong with the order
     * @throws MigrationRefused when another run is not over
     */
    public MigrationView plan(MigrationOrder order, String actor) {
        int latest = templates.schema().number();
        check(order, latest);
        Migration migration = new Migration(
                order.targetVersion() == null ? latest : order.targetVersion(),
                order.parallelism(),
                order.haltAtFailureRatio(),
                order.dryRun(),
                order.waves().size() + 1,
                actor);
        em.persist(migration);
        if (!order.dryRun()) {
            begin(migration);
        }
        flush();
        rows.plan(migration, order.waves());
        audit.record(actor, order.dryRun() ? "migration.dry-run" : "migration.begin", null, describe(migration));
        return view(migration);
    }

    private void check(MigrationOrder order, int latest) {
        List<Violation> violations = new ArrayList<>();
        if (order.targetVersion() != null && (order.targetVersion() < 1 || order.targetVersion() > latest)) {
            violations.add(new Violation("targetVersion", "must be 1 to " + latest));
        }
        for (int i = 0; i < order.waves().size(); i++) {
            List<String> slugs = order.waves().get(i).tenants();
            List<String> unknown = slugs == null ? List.of() : rows.unknown(slugs);
            if (!unknown.isEmpty()) {
                violations.add(new Violation("waves[" + i + "].tenants", "no such tenants: " + unknown));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    private void begin(Migration migration) {
        migration.run();
        if (!migration.isCarriedOut()) {
            migration.carriedOutBy(
                    jobs.enqueue(MigrateFleet.KIND, null, migration.id().toString()));
        }
    }

    private void flush() {
        try {
            em.flush();
        } catch (PersistenceException failure) {
            throw SqlFailures.find(failure, UNIQUE_VIOLATION::equals).isPresent()
                    ? new MigrationRefused("Another run is not over: pause does not end it, resume it first.")
                    : failure;
        }
    }

    /** Stops a run for a while; tenants that are under way are finished. */
    public MigrationView pause(UUID id, String actor) {
        Migration migration = locked(id);
        migration.pause();
        return changed(migration, "migration.pause", actor);
    }

    /** Goes on with a run that was paused, has halted or was given up; tenants that failed stay failed. */
    public MigrationView resume(UUID id, String actor) {
        Migration migration = locked(id);
        begin(migration);
        return changed(migration, "migration.resume", actor);
    }

    /** Tries the tenants that failed again, and goes on. */
    public MigrationView retry(UUID id, String actor) {
        Migration migration = locked(id);
        begin(migration);
        rows.requeue(id, TenantProgress.FAILED);
        return changed(migration, "migration.retry", actor);
    }

    private MigrationView changed(Migration migration, String action, String actor) {
        flush();
        audit.record(actor, action, null, describe(migration));
        return view(migration);
    }

    /** A run, as it stands. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public MigrationView get(UUID id) {
        Migration migration = em.find(Migration.class, id);
        if (migration == null) {
            throw unknown();
        }
        return view(migration);
    }

    /** Runs, newest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<MigrationView> list(UUID after, int limit) {
        return new Filters()
                .and("m.id < :after", "after", after)
                .query(em, "select m from Migration m", "order by m.id desc", Migration.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    /** A run's tenants, the newest first; of one state only, unless that is {@code null}. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<TenantOutcome> tenants(UUID id, TenantProgress status, UUID after, int limit) {
        return rows.tenants(id, status, after, limit);
    }

    private Migration locked(UUID id) {
        Migration migration = em.find(Migration.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (migration == null) {
            throw unknown();
        }
        return migration;
    }

    private static ProblemException unknown() {
        return new ProblemException(404, "migration-not-found", "There is no such run.");
    }

    private static String describe(Migration migration) {
        return migration.id() + " to schema " + migration.targetVersion() + ": " + migration.status();
    }

    private MigrationView view(Migration migration) {
        List<WaveCounts> waves = rows.waves(migration.id());
        return new MigrationView(
                migration.id(),
                migration.status(),
                migration.reason().orElse(null),
                String.valueOf(migration.targetVersion()),
                migration.parallelism(),
                migration.haltAtFailureRatio(),
                migration.dryRun(),
                sum(waves, WaveCounts::total),
                sum(waves, WaveCounts::succeeded),
                sum(waves, WaveCounts::failed),
                sum(waves, WaveCounts::skipped),
                waves,
                migration.createdBy(),
                migration.version(),
                migration.createdAt(),
                migration.startedAt().orElse(null),
                migration.endedAt().orElse(null));
    }

    private static long sum(List<WaveCounts> waves, ToLongFunction<WaveCounts> count) {
        return waves.stream().mapToLong(count).sum();
    }
}
