package com.helpdeskly.benchmarks.control;

import java.sql.SQLException;
import java.time.Duration;

/** Waits for a state, by looking again and again. */
final class Waiting {
    private Waiting() {}

    /** What is waited for. */
    @FunctionalInterface
    interface State {
        boolean isThere() throws SQLException;
    }

    /** @throws BenchmarkFailed when it is not there within the limit; the message says {@code what} is not so */
    static void until(String what, Duration limit, Duration every, State state) throws SQLException {
        long start = System.nanoTime();
        while (!state.isThere()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new BenchmarkFailed(what + " within " + limit.toSeconds() + " s");
            }
            try {
                Thread.sleep(every.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchmarkFailed("interrupted", e);
            }
        }
    }
}
