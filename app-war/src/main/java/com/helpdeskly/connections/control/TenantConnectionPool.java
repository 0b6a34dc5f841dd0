package com.helpdeskly.connections.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The connections of this node to all tenants' databases, within one {@link ConnectionBudget}. They are opened, tested
 * and closed here, by the threads that need them; a task closes those that are idle for too long and drops sick ones.
 */
@ApplicationScoped
public class TenantConnectionPool {
    private static final System.Logger LOG = System.getLogger(TenantConnectionPool.class.getName());

    @Inject
    private ConnectionSettings settings;

    @Inject
    private TenantSignIn signIn;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** When a connection to a server was last lost, by {@link System#nanoTime}; its others may be lost as well. */
    private final Map<DatabaseAddress, Long> losses = new ConcurrentHashMap<>();

    private TenantLimits limits;
    private ConnectionBudget<PhysicalConnection> budget;
    private ScheduledFuture<?> upkeep;

    @PostConstruct
    void create() {
        limits = new TenantLimits(settings.perTenant());
        budget = new ConnectionBudget<>(settings.limits(), limits::of);
        long every = Math.min(settings.test().toMillis(), settings.idle().toMillis()) / 2;
        upkeep = scheduler.scheduleWithFixedDelay(this::upkeep, every, every, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        upkeep.cancel(false);
        budget.takeIdle(any -> true).forEach(taken -> discard(taken.connection()));
    }

    /**
     * A connection to a tenant's database; closing it gives it back.
     *
     * @throws ProblemException 429 when the limits leave none within the wait, 503 when the database cannot be reached
     */
    Connection connect(TenantEntry tenant) {
        while (true) {
            PhysicalConnection connection = take(tenant);
            if (connection.isFor(tenant) && isFit(connection)) {
                return hand(connection);
            }
            discard(connection);
        }
    }

    /**
     * Holds a tenant to the limit that it has now. When that has become lower, idle connections are closed at once and
     * those at work when they come back; when it has become higher, callers that wait are served.
     */
    void hold(TenantEntry tenant) {
        if (limits.learn(tenant)) {
            String slug = tenant.slug().value();
            budget.takeIdle(idle -> idle.tenant().equals(slug)).forEach(taken -> discard(taken.connection()));
            budget.limitsChanged();
        }
    }

    /** The limits of tenants that have one of their own, by slug. */
    Map<String, Integer> ownLimits() {
        return limits.own();
    }

    /** Young enough, and tested now if it was not for a while or a connection to its server was lost since. */
    private boolean isFit(PhysicalConnection connection) {
        Long loss = losses.get(connection.tenant().server());
        boolean doubtful =
                connection.isUntestedFor(settings.test()) || loss != null && connection.isUntestedSince(loss);
        return !connection.isOlderThan(settings.lifetime()) && (!doubtful || connection.test());
    }

    private PhysicalConnection take(TenantEntry tenant) {
        Optional<ConnectionBudget.Grant<PhysicalConnection>> grant = acquire(tenant);
        if (grant.isEmpty()) {
            throw ProblemException.retryLater(
                    429,
                    "tenant-connection-limit",
                    "All database connections are in use.",
                    Duration.ofSeconds(1),
                    null);
        }
        return grant.get().isOpen()
                ? grant.get().connection()
                : open(tenant, grant.get().victim());
    }

    private Optional<ConnectionBudget.Grant<PhysicalConnection>> acquire(TenantEntry tenant) {
        try {
            return budget.acquire(tenant.slug().value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(tenant, e);
        }
    }

    private PhysicalConnection open(TenantEntry tenant, PhysicalConnection victim) {
        boolean opened = false;
        try {
            if (victim != null) {
                victim.close();
            }
            PhysicalConnection connection = signIn.open(tenant, this::returned);
            opened = true;
            return connection;
        } catch (SQLException failure) {
            LOG.log(Level.WARNING, "no connection to the database of {0}: {1}", tenant.slug(), failure.getMessage());
            throw unavailable(tenant, null);
        } finally {
            if (!opened) {
                budget.gone(tenant.slug().value());
            }
        }
    }

    private Connection hand(PhysicalConnection connection) {
        try {
            return connection.handle();
        } catch (SQLException failure) {
            discard(connection);
            throw unavailable(connection.tenant(), failure);
        }
    }

    /** A caller has closed its handle, or the connection broke under it. */
    private void returned(PhysicalConnection connection, boolean healthy) {
        if (!healthy) {
            losses.put(connection.tenant().server(), System.nanoTime());
        }
        if (!healthy || !budget.release(connection.tenant().slug().value(), connection)) {
            discard(connection);
        }
    }

    private void discard(PhysicalConnection connection) {
        connection.close();
        budget.gone(connection.tenant().slug().value());
    }

    private void upkeep() {
        try {
            budget.takeIdle(taken -> taken.idleFor().compareTo(settings.idle()) > 0
                            || taken.connection().isOlderThan(settings.lifetime()))
                    .forEach(taken -> discard(taken.connection()));
            budget.takeIdle(taken -> taken.connection().isUntestedFor(settings.test()))
                    .forEach(taken ->
                            returned(taken.connection(), taken.connection().test()));
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the upkeep of the connections failed and is tried again", failure);
        }
    }

    /** Physical connections by slug, those being opened included. */
    public Map<String, Integer> counts() {
        return budget.counts();
    }

    static ProblemException unavailable(TenantEntry tenant, Exception cause) {
        return ProblemException.retryLater(
                503,
                "tenant-unavailable",
                "The tenant " + tenant.slug() + " is not available at the moment.",
                Duration.ofSeconds(5),
                cause);
    }
}
