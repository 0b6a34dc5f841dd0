package com.helpdeskly.connections.control;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The callers that wait for a connection, in the order in which they came. A place can be promised to one while the
 * connection that has it is still being closed; a promise counts as a place of the tenant, so that one tenant is not
 * promised several at a time while others have none. Guarded by the lock of its {@link ConnectionBudget}.
 *
 * @param <C> the connection
 */
final class WaitingLine<C> {
    /** A caller that waits. */
    static final class Caller<C> {
        private final String tenant;
        private final Condition granted;
        private final long since = System.nanoTime();
        private ConnectionBudget.Grant<C> grant;
        private boolean promised;

        private Caller(String tenant, Condition granted) {
            this.tenant = tenant;
            this.granted = granted;
        }

        String tenant() {
            return tenant;
        }

        /** Since when it waits, by {@link System#nanoTime}. */
        long since() {
            return since;
        }

        /** What it got; {@code null} as long as it waits. */
        ConnectionBudget.Grant<C> grant() {
            return grant;
        }

        /** Waits on, for as many nanoseconds at most. @return how many are left */
        long await(long nanos) throws InterruptedException {
            return granted.awaitNanos(nanos);
        }
    }

    private final LinkedHashSet<Caller<C>> callers = new LinkedHashSet<>();
    private final Map<String, Integer> promises = new HashMap<>();

    Caller<C> join(String tenant, Condition granted) {
        Caller<C> caller = new Caller<>(tenant, granted);
        callers.add(caller);
        return caller;
    }

    void leave(Caller<C> caller) {
        callers.remove(caller);
        takeBackPromise(caller);
    }

    int size() {
        return callers.size();
    }

    /** The longest waiting of a tenant. */
    Optional<Caller<C>> first(String tenant) {
        return first(caller -> caller.tenant.equals(tenant));
    }

    /** The longest waiting of those that have a promise, if its tenant may have another place. */
    Optional<Caller<C>> firstPromised(Predicate<String> mayHaveAnother) {
        return first(caller -> caller.promised && mayHaveAnother.test(caller.tenant));
    }

    private Optional<Caller<C>> first(Predicate<Caller<C>> rule) {
        return callers.stream()
                .filter(caller -> caller.grant == null)
                .filter(rule)
                .findFirst();
    }

    /**
     * Of those that have no promise, the longest waiting of the tenant that has the fewest places.
     *
     * @param places how many places a tenant has
     * @param limit how many a tenant may have; those that have so many are left out
     */
    Optional<Caller<C>> neediest(ToIntFunction<String> places, ToIntFunction<String> limit) {
        Caller<C> neediest = null;
        int fewest = Integer.MAX_VALUE;
        for (Caller<C> caller : callers) {
            if (caller.grant == null && !caller.promised) {
                int has = places.applyAsInt(caller.tenant) + promises.getOrDefault(caller.tenant, 0);
                if (has < fewest && has < limit.applyAsInt(caller.tenant)) {
                    neediest = caller;
                    fewest = has;
                }
            }
        }
        return Optional.ofNullable(neediest);
    }

    void promise(Caller<C> caller) {
        caller.promised = true;
        promises.merge(caller.tenant, 1, Integer::sum);
    }

    void give(Caller<C> caller, ConnectionBudget.Grant<C> grant) {
        takeBackPromise(caller);
        caller.grant = grant;
        caller.granted.signal();
    }

    private void takeBackPromise(Caller<C> caller) {
        if (caller.promised) {
            caller.promised = false;
            promises.computeIfPresent(caller.tenant, (tenant, count) -> count == 1 ? null : count - 1);
        }
    }
}
