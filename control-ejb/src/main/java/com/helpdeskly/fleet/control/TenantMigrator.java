package com.helpdeskly.fleet.control;

import com.helpdeskly.fleet.entity.TenantProgress;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.provisioning.control.FailureReasons;
import com.helpdeskly.provisioning.control.ProvisionerConnections;
import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings one tenant's database to a schema version. Holds nothing of a tenant when it is done with it. */
@ApplicationScoped
public class TenantMigrator {
    private static final System.Logger LOG = System.getLogger(TenantMigrator.class.getName());
    private static final int ATTEMPTS = 3;
    private static final Duration BACKOFF = Duration.ofMillis(500);

    /** A server that is restarted is not the tenants' trouble: they wait for it. */
    private static final Duration RESTART = Duration.ofMinutes(1);

    private final TenantSchema schema = new TenantSchema();

    @Inject
    private ProvisionerConnections connections;

    /**
     * How it went for a tenant.
     *
     * @param status how it ended
     * @param from the version before, or {@code null} when the database did not tell
     * @param to the version that it has now
     * @param error why it failed or was passed over, for operators, or {@code null}
     */
    public record Outcome(TenantProgress status, String from, String to, long millis, String error) {
        /** The tenant was not there any more when its turn came. */
        static Outcome gone() {
            return new Outcome(TenantProgress.SKIPPED, null, null, 0, "The tenant was removed, or is being removed.");
        }
    }

    /**
     * Migrates a database, with some further attempts when its server was in trouble, and as many as it takes within a
     * minute when the server was not there; never throws for the database.
     */
    public Outcome migrate(ProvisioningTarget target, int version) {
        long start = System.nanoTime();
        String from = null;
        for (int attempt = 1; ; attempt++) {
            try {
                PGSimpleDataSource database = connections.database(target.server(), target.database());
                int installed;
                boolean there;
                try (Connection connection = database.getConnection()) {
                    installed = schema.installed(connection);
                    from = from == null ? String.valueOf(installed) : from;
                    there = installed >= version || schema.advance(connection, version);
                }
                if (!there) {
                    schema.migrate(database, version);
                }
                boolean done = Integer.parseInt(from) < version;
                return new Outcome(
                        done ? TenantProgress.SUCCEEDED : TenantProgress.SKIPPED,
                        from,
                        String.valueOf(Math.max(installed, version)),
                        millisSince(start),
                        null);
            } catch (SQLException | FlywayException failure) {
                LOG.log(Level.WARNING, "attempt " + attempt + " at migrating " + target.slug() + " failed", failure);
                boolean isLast = attempt >= ATTEMPTS && !isAway(failure, start);
                if (isLast || !pause(Math.min(attempt, ATTEMPTS))) {
                    return new Outcome(TenantProgress.FAILED, from, from, millisSince(start), reason(failure));
                }
            }
        }
    }

    private static String reason(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return FailureReasons.of(cause);
            }
        }
        return "The history of the database does not fit this release; the log of the node has the details.";
    }

    private static boolean isAway(Exception failure, long start) {
        return SqlFailures.lostConnection(failure).isPresent() && millisSince(start) < RESTART.toMillis();
    }

    private static boolean pause(int attempt) {
        try {
            long wait = BACKOFF.toMillis() << (attempt - 1);
            Thread.sleep(wait + ThreadLocalRandom.current().nextLong(wait));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
