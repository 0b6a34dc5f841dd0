package com.helpdeskly.persistence.control;

import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;

/** Failures of a tenant's database that are not the client's fault nor ours and pass by themselves. */
public final class DatabaseTrouble {
    private static final System.Logger LOG = System.getLogger(DatabaseTrouble.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private DatabaseTrouble() {}

    /**
     * What a failure means for the client: what was told by those who knew, 503 {@code tenant-unavailable} if it passes,
     * and otherwise the failure itself.
     */
    public static RuntimeException meaningOf(RuntimeException failure) {
        return SqlFailures.first(failure, ProblemException.class)
                .or(() -> SqlFailures.passing(failure).map(DatabaseTrouble::unavailable))
                .map(RuntimeException.class::cast)
                .orElse(failure);
    }

    private static ProblemException unavailable(SQLException failure) {
        LOG.log(
                Level.WARNING,
                "the tenant''s database failed with SQLSTATE {0}: {1}",
                failure.getSQLState(),
                failure.getMessage());
        return ProblemException.retryLater(
                503, "tenant-unavailable", "The tenant is not available at the moment.", RETRY_AFTER, null);
    }

    /** Whether the connection was lost under the work, and not refused to it. */
    static boolean isLostConnection(RuntimeException failure) {
        return SqlFailures.first(failure, ProblemException.class).isEmpty()
                && SqlFailures.lostConnection(failure).isPresent();
    }
}
