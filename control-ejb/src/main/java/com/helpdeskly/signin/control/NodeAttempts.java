package com.helpdeskly.signin.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;

/** The attempts of people at this node, which are counted also while Redis is away. */
final class NodeAttempts {
    private static final int MAX_COUNTERS = 100_000;

    private final Cache<String, AttemptCounter> counters = Caffeine.newBuilder()
            .expireAfterWrite(SignInLimits.WINDOW)
            .maximumSize(MAX_COUNTERS)
            .build();

    /**
     * Begins an attempt.
     *
     * @return what to end it by, in the order of the limits
     * @throws com.helpdeskly.problems.entity.ProblemException 429 when too many have failed
     */
    List<AttemptCounter> begin(List<AttemptLimit> limits) {
        List<AttemptCounter> begun = new ArrayList<>();
        try {
            for (AttemptLimit limit : limits) {
                AttemptCounter counter = counters.get(limit.key(), key -> new AttemptCounter(limit.most()));
                counter.begin();
                begun.add(counter);
            }
            return begun;
        } catch (RuntimeException refused) {
            begun.forEach(counter -> counter.end(false));
            throw refused;
        }
    }
}
