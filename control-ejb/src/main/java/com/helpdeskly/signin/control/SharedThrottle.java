package com.helpdeskly.signin.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down whoever guesses the passwords of operators, as {@link SignInThrottle} does for a tenant's people, with counts
 * that all nodes share and that outlive a restart.
 */
@ApplicationScoped
public class SharedThrottle {
    private static final long PAUSE_MILLIS = 50;

    @Inject
    private SignInAttempts attempts;

    @Inject
    private SignInJournal journal;

    /**
     * Tries a password, unless the account or the address has failed too often; a failure is recorded in the audit.
     *
     * @param account the e-mail in lower case
     * @param address where the request comes from
     * @param attempt gives the account when the credentials are right
     */
    public <T> Optional<T> attempt(String account, String address, Supplier<Optional<T>> attempt) {
        begin(account, address);
        Optional<T> result;
        try {
            result = attempt.get();
        } catch (RuntimeException failure) {
            end(account, address, failure);
            throw failure;
        }
        if (result.isPresent()) {
            attempts.succeeded(account, address);
        } else {
            boolean last = attempts.failed(account, address);
            journal.failed(account, address, last);
        }
        return result;
    }

    private void begin(String account, String address) {
        long deadline = System.nanoTime() + SignInLimits.PATIENCE.toNanos();
        while (!attempts.begin(account, address)) {
            if (System.nanoTime() > deadline) {
                throw SignInLimits.tooManyAtOnce();
            }
            pause();
        }
    }

    private void end(String account, String address, RuntimeException failure) {
        try {
            attempts.broken(account, address);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to sign in", e);
        }
    }
}
