package com.helpdeskly.connections.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Decides who may have a connection: at most so many on the node, and at most so many for one tenant. It counts
 * physical connections, those being opened included, and keeps the idle ones.
 *
 * <p>A caller gets, in this order: an idle connection of its tenant, the one used last; the right to open one while the
 * node has one left; the right to open one instead of the longest idle one of any other tenant, which is closed for it.
 * Only when all of these fail does it wait.
 *
 * <p>What comes back goes to the callers that wait: to one of the tenant with the fewest connections, so that no tenant
 * takes the places of others by asking more often, and among those to the longest waiting. But handing over a
 * connection is much cheaper than closing it and opening another. So a caller of the same tenant goes first for the
 * length of the affinity, the tenant's turn, counted from when the first connection after its last opening came back;
 * and also later, as long as nobody else has waited for longer than the affinity.
 *
 * <p>Everything is guarded by {@code lock}, under which nothing ever blocks: opening, testing and closing connections is
 * done by the callers, outside.
 *
 * @param <C> the connection; compared by identity
 */
final class ConnectionBudget<C> {
    /**
     * The limits.
     *
     * @param max connections of the node
     * @param perTenant of one tenant that has no limit of its own
     * @param maxWaiting callers that wait at once
     * @param patience how long one waits
     * @param affinity how long a tenant's turn lasts, and for how long callers of other tenants are passed over
     */
    record Limits(int max, int perTenant, int maxWaiting, Duration patience, Duration affinity) {}

    /**
     * What a caller got: a connection, or the right to open one after closing the victim, if there is one. Whoever has
     * the right ends it with {@link #release} or {@link #gone}.
     */
    record Grant<C>(C connection, C victim) {
        boolean isOpen() {
            return connection != null;
        }
    }

    /** An idle connection and since when it is idle, by {@link System#nanoTime}. */
    private record Idle<C>(String tenant, C connection, long since) {}

    private static final class Share<C> {
        private int count;

        /** When the first connection came back after the last place was given to it; 0 before. */
        private long turnSince;

        private final Deque<Idle<C>> idle = new ArrayDeque<>();
    }

    private final Limits limits;
    private final ToIntFunction<String> perTenant;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Share<C>> shares = new HashMap<>();
    private final LinkedHashSet<Idle<C>> idleByAge = new LinkedHashSet<>();
    private final WaitingLine<C> line = new WaitingLine<>();
    private int total;

    ConnectionBudget(Limits limits) {
        this(limits, tenant -> limits.perTenant());
    }

    /** @param perTenant how many connections a tenant may have; {@link #limitsChanged} when it says something else */
    ConnectionBudget(Limits limits, ToIntFunction<String> perTenant) {
        this.limits = limits;
        this.perTenant = perTenant;
    }

    /** A connection or the right to open one; empty when the wait was in vain or too many wait already. */
    Optional<Grant<C>> acquire(String tenant) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional<Grant<C>> now = grantNow(tenant);
            if (now.isPresent() || line.size() >= limits.maxWaiting()) {
                return now;
            }
            return await(tenant);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Grant<C>> await(String tenant) throws InterruptedException {
        WaitingLine.Caller<C> caller = line.join(tenant, lock.newCondition());
        try {
            long left = limits.patience().toNanos();
            while (caller.grant() == null && left > 0) {
                left = caller.await(left);
            }
            return Optional.ofNullable(caller.grant());
        } catch (InterruptedException e) {
            if (caller.grant() != null) {
                returnGrant(tenant, caller.grant());
            }
            throw e;
        } finally {
            line.leave(caller);
        }
    }

    /**
     * A connection comes back healthy.
     *
     * @return whether it is kept; otherwise its place is needed for another tenant or its tenant has more than it may
     *     have by now, and the caller closes it and reports it as {@link #gone}
     */
    boolean release(String tenant, C connection) {
        lock.lock();
        try {
            return put(tenant, connection);
        } finally {
            lock.unlock();
        }
    }

    /** A connection is closed, or could not be opened: its place is free. */
    void gone(String tenant) {
        lock.lock();
        try {
            uncount(tenant);
            serveWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** A tenant may have more connections than before: callers of it may have been waiting for that. */
    void limitsChanged() {
        lock.lock();
        try {
            serveWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** Takes out the idle connections that a rule picks; each has to come back or be reported as gone. */
    List<Taken<C>> takeIdle(Predicate<Taken<C>> rule) {
        lock.lock();
        try {
            List<Taken<C>> taken = new ArrayList<>();
            for (Idle<C> idle : List.copyOf(idleByAge)) {
                Taken<C> candidate = new Taken<>(idle.tenant(), idle.connection(), age(idle.since()));
                if (rule.test(candidate)) {
                    forget(idle);
                    taken.add(candidate);
                }
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** An idle connection that was taken out, and how long it had been idle. */
    record Taken<C>(String tenant, C connection, Duration idleFor) {}

    /** The connections by tenant, those being opened included. */
    Map<String, Integer> counts() {
        lock.lock();
        try {
            Map<String, Integer> counts = new HashMap<>();
            shares.forEach((tenant, share) -> counts.put(tenant, share.count));
            return counts;
        } finally {
            lock.unlock();
        }
    }

    /** How many callers wait. */
    int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Grant<C>> grantNow(String tenant) {
        Share<C> share = shares.get(tenant);
        if (share != null && !share.idle.isEmpty()) {
            Idle<C> newest = share.idle.peekLast();
            forget(newest);
            return Optional.of(new Grant<>(newest.connection(), null));
        }
        if (share != null && share.count >= perTenant.applyAsInt(tenant)) {
            return Optional.empty();
        }
        if (total < limits.max()) {
            count(tenant);
            return Optional.of(new Grant<>(null, null));
        }
        return reclaim(tenant);
    }

    private Optional<Grant<C>> reclaim(String tenant) {
        if (idleByAge.isEmpty()) {
            return Optional.empty();
        }
        Idle<C> oldest = idleByAge.iterator().next();
        forget(oldest);
        uncount(oldest.tenant());
        count(tenant);
        return Optional.of(new Grant<>(null, oldest.connection()));
    }

    private boolean put(String tenant, C connection) {
        Share<C> share = shares.get(tenant);
        if (share.count > perTenant.applyAsInt(tenant)) {
            return false;
        }
        share.turnSince = share.turnSince == 0 ? System.nanoTime() : share.turnSince;
        Optional<WaitingLine.Caller<C>> next = nextFor(tenant);
        if (next.isEmpty()) {
            keep(tenant, connection);
            return true;
        }
        if (next.get().tenant().equals(tenant)) {
            line.give(next.get(), new Grant<>(connection, null));
            return true;
        }
        line.promise(next.get());
        return false;
    }

    private void keep(String tenant, C connection) {
        Idle<C> idle = new Idle<>(tenant, connection, System.nanoTime());
        shares.get(tenant).idle.addLast(idle);
        idleByAge.add(idle);
    }

    /** The caller that a connection of a tenant, or its place, is for. */
    private Optional<WaitingLine.Caller<C>> nextFor(String tenant) {
        Optional<WaitingLine.Caller<C>> own = line.first(tenant);
        Optional<WaitingLine.Caller<C>> neediest =
                line.neediest(other -> held(other) - (other.equals(tenant) ? 1 : 0), perTenant);
        boolean ownFirst = neediest.isEmpty()
                || isWithinAffinity(shares.get(tenant).turnSince)
                || isWithinAffinity(neediest.get().since());
        return own.isPresent() && ownFirst ? own : neediest;
    }

    private boolean isWithinAffinity(long since) {
        return age(since).compareTo(limits.affinity()) < 0;
    }

    private int held(String tenant) {
        Share<C> share = shares.get(tenant);
        return share == null ? 0 : share.count;
    }

    /** Places have become free: callers get the right to open, those first for whom a connection was closed. */
    private void serveWaiting() {
        while (total < limits.max()) {
            Optional<WaitingLine.Caller<C>> next = line.firstPromised(
                            tenant -> held(tenant) < perTenant.applyAsInt(tenant))
                    .or(() -> line.neediest(this::held, perTenant));
            if (next.isEmpty()) {
                return;
            }
            count(next.get().tenant());
            line.give(next.get(), new Grant<>(null, null));
        }
    }

    private void returnGrant(String tenant, Grant<C> grant) {
        if (!grant.isOpen()) {
            uncount(tenant);
            serveWaiting();
        } else if (!put(tenant, grant.connection())) {
            keep(tenant, grant.connection());
        }
    }

    private void forget(Idle<C> idle) {
        idleByAge.remove(idle);
        shares.get(idle.tenant()).idle.remove(idle);
    }

    private void count(String tenant) {
        total++;
        Share<C> share = shares.computeIfAbsent(tenant, key -> new Share<>());
        share.count++;
        share.turnSince = 0;
    }

    private void uncount(String tenant) {
        total--;
        Share<C> share = shares.get(tenant);
        share.count--;
        if (share.count == 0) {
            shares.remove(tenant);
        }
    }

    private static Duration age(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
