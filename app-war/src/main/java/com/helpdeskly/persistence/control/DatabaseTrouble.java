package com.helpdeskly.persistence.control;

import com.helpdeskly.problems.entity.ProblemException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Failures of a tenant's database that are not the client's fault nor ours and pass by themselves, told by their
 * SQLSTATE (PostgreSQL manual, appendix A).
 */
public final class DatabaseTrouble {
    private static final System.Logger LOG = System.getLogger(DatabaseTrouble.class.getName());

    /** No connection, no resources, stopped or cancelled by an operator, trouble with a disk, and a standby. */
    private static final Pattern PASSING = Pattern.compile("(08|53|57|58)...|25006");

    /** The connection is gone, and with it all that was not committed. */
    private static final Pattern LOST = Pattern.compile("08...|57P0[1-5]");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private DatabaseTrouble() {}

    /** What a failure means for the client: 503 {@code tenant-unavailable} if it passes, otherwise what it was. */
    public static RuntimeException meaningOf(RuntimeException failure) {
        if (SqlFailures.has(failure, ProblemException.class)) {
            return failure;
        }
        return SqlFailures.find(failure, PASSING.asMatchPredicate())
                .<RuntimeException>map(DatabaseTrouble::unavailable)
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
        return !SqlFailures.has(failure, ProblemException.class)
                && SqlFailures.find(failure, LOST.asMatchPredicate()).isPresent();
    }
}
