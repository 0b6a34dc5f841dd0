package com.helpdeskly.persistence.control;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for what the database said behind a failure that others have wrapped. */
final class SqlFailures {
    private static final int MAX_CAUSES = 50;

    private SqlFailures() {}

    /** The first failure of the database whose SQLSTATE meets a condition. */
    static Optional<SQLException> find(Throwable failure, Predicate<String> state) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(sql -> sql.getSQLState() != null && state.test(sql.getSQLState()))
                .findFirst();
    }

    /** Whether there is a failure of a type behind it. */
    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
