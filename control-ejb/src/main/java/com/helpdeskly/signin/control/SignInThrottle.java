package com.helpdeskly.signin.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.problems.entity.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Slows down whoever guesses passwords: after a number of failures of one account from one address, further tries are
 * refused with 429 until a quarter of an hour has passed since the first, also with the right password; the same for an
 * account from all addresses together, with ten times the number. The counts are this node's.
 *
 * <p>Key {@code helpdeskly.sign-in.max-failures} (10, 1..1000).
 */
@ApplicationScoped
public class SignInThrottle {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int ACCOUNT_FACTOR = 10;
    private static final int MAX_COUNTERS = 100_000;

    @Inject
    @ConfigProperty(name = "helpdeskly.sign-in.max-failures", defaultValue = "10")
    private int maxFailures;

    private Cache<String, AtomicInteger> failures;

    @PostConstruct
    void create() {
        Settings.within("helpdeskly.sign-in.max-failures", maxFailures, 1, 1000);
        failures = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(MAX_COUNTERS)
                .build();
    }

    /**
     * Tries a sign-in, unless the account or the address has failed too often.
     *
     * @param account the plane or tenant, and the e-mail
     * @param address where the request comes from
     * @param attempt gives the account when the credentials are right
     */
    public <T> Optional<T> attempt(String account, String address, Supplier<Optional<T>> attempt) {
        AtomicInteger here = failures.get(account + '\n' + address, key -> new AtomicInteger());
        AtomicInteger everywhere = failures.get(account, key -> new AtomicInteger());
        if (here.get() >= maxFailures || everywhere.get() >= maxFailures * ACCOUNT_FACTOR) {
            throw ProblemException.retryLater(
                    429, "too-many-sign-ins", "Too many failed sign-ins; try again later.", WINDOW, null);
        }
        Optional<T> result = attempt.get();
        if (result.isPresent()) {
            here.set(0);
        } else {
            here.incrementAndGet();
            everywhere.incrementAndGet();
        }
        return result;
    }
}
