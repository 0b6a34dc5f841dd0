package com.helpdeskly.signin.control;

/**
 * Counts failed attempts, and those that are under way as if they would fail: however many come at once, no more can fail
 * than the limit. One that might be too many waits until it is known what becomes of the others.
 */
final class AttemptCounter {
    private final int most;
    private int failures;
    private int pending;

    AttemptCounter(int most) {
        this.most = most;
    }

    /** @throws com.helpdeskly.problems.entity.ProblemException 429 when too many have failed, or are under way for long */
    synchronized void begin() {
        long deadline = System.nanoTime() + SignInLimits.PATIENCE.toNanos();
        while (failures < most && failures + pending >= most) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw SignInLimits.tooManyAtOnce();
            }
            await(millis);
        }
        if (failures >= most) {
            throw SignInLimits.tooMany(SignInLimits.WINDOW);
        }
        pending++;
    }

    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to sign in", e);
        }
    }

    synchronized void end(boolean failed) {
        pending--;
        failures += failed ? 1 : 0;
        notifyAll();
    }

    /** The right password was given. */
    synchronized void forgive() {
        failures = 0;
        notifyAll();
    }
}
