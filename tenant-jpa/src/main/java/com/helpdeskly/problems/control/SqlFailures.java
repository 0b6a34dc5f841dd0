package com.helpdeskly.problems.control;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for what a database said behind a failure that others have wrapped, by its SQLSTATE (PostgreSQL, appendix A). */
public final class SqlFailures {
    private static final int MAX_CAUSES = 50;

    /**
     * No connection, no resources, stopped or cancelled by an operator, trouble with a disk, a standby, and a database that
     * was closed to connections.
     */
    private static final Predicate<String> PASSING =
            Pattern.compile("(08|53|57|58)...|25006|55000").asMatchPredicate();

    /** The connection is gone, and with it all that was not committed. */
    private static final Predicate<String> LOST =
            Pattern.compile("08...|57P0[1-5]").asMatchPredicate();

    private SqlFailures() {}

    /** The first failure of the database whose SQLSTATE meets a condition. */
    public static Optional<SQLException> find(Throwable failure, Predicate<String> state) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(sql -> sql.getSQLState() != null && state.test(sql.getSQLState()))
                .findFirst();
    }

    /** Trouble of the database that is nobody's request's fault and passes by itself. */
    public static Optional<SQLException> passing(Throwable failure) {
        return find(failure, PASSING);
    }

    /** A connection that was refused or is gone. */
    public static Optional<SQLException> lostConnection(Throwable failure) {
        return find(failure, LOST);
    }

    /** The first failure of a type. */
    public static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
