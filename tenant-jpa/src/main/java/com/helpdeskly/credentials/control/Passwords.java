package com.helpdeskly.credentials.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords with Argon2id, 19 MiB, 2 passes, 1 lane (RFC 9106; the parameters are OWASP's first
 * choice for interactive sign-in). A hash names its own parameters, so that they can be raised later.
 *
 * <p>A hash costs tens of milliseconds and 19 MiB: at most {@value #AT_ONCE} run at once, further callers wait up to
 * {@value #WAIT_SECONDS} s, work in the background as long as it likes, and then get 429. So a flood of sign-ins cannot
 * take the node's memory or processors.
 */
public final class Passwords {
    private static final int AT_ONCE = 4;
    private static final int WAIT_SECONDS = 5;
    private static final Duration WAIT = Duration.ofSeconds(WAIT_SECONDS);
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final Semaphore RUNNING = new Semaphore(AT_ONCE, true);
    private static final String OF_NOBODY = hash("of nobody");

    private Passwords() {}

    /** The encoded hash of a password, with a fresh random salt. */
    public static String hash(String password) {
        return hash(password, WAIT);
    }

    /**
     * The same for work in the background, which nobody waits for at a screen.
     *
     * @param patience how long it waits for its turn
     */
    public static String hash(String password, Duration patience) {
        return bounded(
                patience,
                () -> Password.hash(password).addRandomSalt(16).with(ARGON2).getResult());
    }

    /**
     * Whether the password is the one behind the hash.
     *
     * @param hash the stored hash, or {@code null} for an account that does not exist or has no password: the check
     *     then fails after the same time as a wrong password, so that accounts cannot be told apart
     */
    public static boolean matches(String password, String hash) {
        String stored = hash == null ? OF_NOBODY : hash;
        boolean same =
                bounded(WAIT, () -> Password.check(password, stored).with(Argon2Function.getInstanceFromHash(stored)));
        return same && hash != null;
    }

    private static <T> T bounded(Duration patience, Supplier<T> work) {
        boolean entered = false;
        try {
            entered = RUNNING.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!entered) {
                throw ProblemException.retryLater(
                        429, "too-many-sign-ins", "Too many sign-ins at once.", Duration.ofSeconds(2), null);
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to check a password", e);
        } finally {
            if (entered) {
                RUNNING.release();
            }
        }
    }
}
