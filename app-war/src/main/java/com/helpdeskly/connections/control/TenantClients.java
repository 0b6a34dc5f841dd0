package com.helpdeskly.connections.control;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.helpdeskly.figures.boundary.ConnectionFigures;
import com.helpdeskly.figures.boundary.NodeFigures;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/**
 * The clients of the tenants that are in use on this node, at most so many; the one used longest ago goes first, and
 * each goes when its tenant is idle. Any number of first requests of a tenant make one client: the first of them makes
 * it, on its own thread, and the others wait for it.
 */
@ApplicationScoped
public class TenantClients {
    private static final long WAIT_SECONDS = 15;

    @Inject
    private ConnectionSettings settings;

    @Inject
    private TenantConnectionPool pool;

    @Inject
    private NodeFigures figures;

    @Resource
    private ManagedScheduledExecutorService executor;

    private AsyncCache<TenantId, TenantClient> clients;

    @PostConstruct
    void create() {
        clients = Caffeine.newBuilder()
                .maximumSize(settings.maxClients())
                .expireAfterAccess(settings.clientIdle())
                .executor(executor)
                // Not Scheduler.forScheduledExecutorService: it asks isShutdown, which a managed executor refuses.
                .scheduler((pool, command, delay, unit) -> executor.schedule(command, delay, unit))
                .removalListener((TenantId id, TenantClient client, RemovalCause cause) -> client.retire())
                .buildAsync();
        figures.connectionsFrom(this::figures);
    }

    /** Starts with the application, so that the figures are there from the beginning. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        figures();
    }

    @PreDestroy
    void close() {
        clients.synchronous().invalidateAll();
        clients.synchronous().cleanUp();
    }

    /**
     * The client of a tenant, for a use that ends with {@link TenantClient#exit}.
     *
     * @throws ProblemException 429 or 503 when there is none and none can be made
     */
    TenantClient enter(TenantEntry tenant) {
        pool.hold(tenant);
        while (true) {
            CompletableFuture<TenantClient> future = find(tenant);
            TenantClient client = await(future, tenant);
            if (client.isFor(tenant) && client.enter()) {
                return client;
            }
            clients.asMap().remove(tenant.id(), future);
        }
    }

    private CompletableFuture<TenantClient> find(TenantEntry tenant) {
        CompletableFuture<TenantClient> present = clients.getIfPresent(tenant.id());
        if (present != null) {
            return present;
        }
        CompletableFuture<TenantClient> mine = new CompletableFuture<>();
        CompletableFuture<TenantClient> first = clients.asMap().putIfAbsent(tenant.id(), mine);
        if (first != null) {
            return first;
        }
        try {
            mine.complete(TenantClient.open(tenant, pool));
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
        }
        return mine;
    }

    private static TenantClient await(CompletableFuture<TenantClient> future, TenantEntry tenant) {
        try {
            return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TenantConnectionPool.unavailable(tenant, e);
        } catch (ExecutionException e) {
            // What the pool told, which the persistence provider may have wrapped.
            throw SqlFailures.first(e, ProblemException.class)
                    .orElseGet(() -> TenantConnectionPool.unavailable(tenant, e));
        } catch (TimeoutException e) {
            throw TenantConnectionPool.unavailable(tenant, e);
        }
    }

    /** Physical connections to tenants' databases, those being opened included. */
    @Gauge(name = "helpdeskly_tenant_connections", absolute = true, unit = MetricUnits.NONE)
    public int connections() {
        return figures().totalConnections();
    }

    /** Tenants that have an EntityManagerFactory on this node. */
    @Gauge(name = "helpdeskly_tenant_clients", absolute = true, unit = MetricUnits.NONE)
    public int size() {
        return figures().activeClients();
    }

    private ConnectionFigures figures() {
        var counts = pool.counts();
        return new ConnectionFigures(
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                clients.asMap().size(),
                new ConnectionFigures.Limits(
                        settings.max(), settings.perTenant(), pool.ownLimits(), settings.maxClients()),
                counts);
    }
}
