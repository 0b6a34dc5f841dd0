package com.helpdeskly.signin.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down whoever guesses the passwords of a tenant's people: after a number of failures of one account from one
 * address, further tries are refused with 429 until a quarter of an hour has passed since the first, also with the right
 * password; the same for an account from all addresses together, with ten times the number ({@link SignInLimits}). The
 * counts are this node's.
 */
@ApplicationScoped
public class SignInThrottle {
    private static final int MAX_COUNTERS = 100_000;

    @Inject
    private SignInLimits limits;

    private Cache<String, AttemptCounter> counters;

    protected SignInThrottle() {}

    SignInThrottle(SignInLimits limits) {
        this.limits = limits;
        create();
    }

    @PostConstruct
    void create() {
        counters = Caffeine.newBuilder()
                .expireAfterWrite(SignInLimits.WINDOW)
                .maximumSize(MAX_COUNTERS)
                .build();
    }

    /**
     * Tries a sign-in, unless the account or the address has failed too often.
     *
     * @param account the tenant and the e-mail
     * @param address where the request comes from
     * @param attempt gives the account when the credentials are right
     */
    public <T> Optional<T> attempt(String account, String address, Supplier<Optional<T>> attempt) {
        AttemptCounter everywhere = counters.get(account, key -> new AttemptCounter(limits.fromEverywhere()));
        AttemptCounter here =
                counters.get(account + '\n' + address, key -> new AttemptCounter(limits.fromOneAddress()));
        everywhere.begin();
        try {
            here.begin();
        } catch (RuntimeException refused) {
            everywhere.end(false);
            throw refused;
        }
        Optional<T> result = Optional.empty();
        boolean failed = false;
        try {
            result = attempt.get();
            failed = result.isEmpty();
        } finally {
            everywhere.end(failed);
            here.end(failed);
        }
        if (!failed) {
            here.forgive();
        }
        return result;
    }
}
