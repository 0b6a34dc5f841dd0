package com.helpdeskly.signin.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down whoever guesses the passwords of a tenant's people: after a number of failures of one account from one
 * address, further tries are refused with 429 until a quarter of an hour has passed since the first, also with the right
 * password; the same for an account from all addresses together, and for an address with all accounts of the tenant, with
 * ten times the number ({@link SignInLimits}). From an address from which somebody came in within 30 days, what fails elsewhere
 * does not shut that account: strangers cannot lock anybody out. All nodes count together over Redis, and each for itself
 * while that is away.
 */
@ApplicationScoped
public class SignInThrottle {
    private static final int MAX_KNOWN = 100_000;
    private static final Duration KNOWN = Duration.ofDays(30);

    @Inject
    private SignInLimits limits;

    @Inject
    private RedisAttempts everybodys;

    private final NodeAttempts own = new NodeAttempts();
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().expireAfterWrite(KNOWN).maximumSize(MAX_KNOWN).build();

    protected SignInThrottle() {}

    SignInThrottle(SignInLimits limits, RedisAttempts everybodys) {
        this.limits = limits;
        this.everybodys = everybodys;
    }

    /**
     * Tries a sign-in, unless the account or the address has failed too often.
     *
     * @param realm the tenant
     * @param account the e-mail, in one form
     * @param address where the request comes from
     * @param attempt gives the account when the credentials are right
     */
    public <T> Optional<T> attempt(String realm, String account, String address, Supplier<Optional<T>> attempt) {
        String path = realm + '\n' + account + '\n' + address;
        AttemptLimit here = new AttemptLimit("here\n" + path, limits.fromOneAddress());
        List<AttemptLimit> all = new ArrayList<>();
        if (!isKnown(path)) {
            all.add(new AttemptLimit("account\n" + realm + '\n' + account, limits.fromEverywhere()));
        }
        all.add(here);
        all.add(new AttemptLimit("address\n" + realm + '\n' + address, limits.fromEverywhere()));
        List<AttemptCounter> counters = own.begin(all);
        boolean shared = false;
        boolean failed = false;
        Optional<T> result = Optional.empty();
        try {
            shared = everybodys.begin(all);
            result = attempt.get();
            failed = result.isEmpty();
        } finally {
            end(counters, all, shared, failed);
        }
        if (!failed) {
            counters.get(all.indexOf(here)).forgive();
            succeeded(path, here, shared);
        }
        return result;
    }

    private void end(List<AttemptCounter> counters, List<AttemptLimit> all, boolean shared, boolean failed) {
        counters.forEach(counter -> counter.end(failed));
        if (shared) {
            everybodys.end(all, failed);
        }
    }

    private void succeeded(String path, AttemptLimit here, boolean shared) {
        known.put(path, true);
        if (shared) {
            everybodys.forgive(here);
            everybodys.know(path);
        }
    }

    private boolean isKnown(String path) {
        return known.getIfPresent(path) != null || everybodys.isKnown(path);
    }
}
