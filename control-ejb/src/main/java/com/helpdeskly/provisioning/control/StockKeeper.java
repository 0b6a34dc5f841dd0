package com.helpdeskly.provisioning.control;

import com.helpdeskly.tenants.control.ServerCatalog;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes each server's template soon after the start, and keeps the stock of copies full: a little after the last one was
 * taken, so as not to compete with tenants that are being made, and every minute, for what happened without this node.
 * Templates of earlier releases are dropped when no node has used them for a while. Each server has a task of its own, so
 * that one that cannot be reached keeps nobody else waiting.
 *
 * <p>{@code filledAt} belongs to the one task that looks whether there is something to do.
 */
@Singleton
@Startup
@DependsOn("ServerCatalog")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StockKeeper {
    private static final System.Logger LOG = System.getLogger(StockKeeper.class.getName());
    private static final long LOOK_MILLIS = 250;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration UNUSED = Duration.ofMinutes(5);

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private ServerCatalog catalog;

    @Inject
    private Stock stock;

    @Inject
    private StockSize size;

    @Inject
    private Templates templates;

    /** The servers that are being looked after, by name, and whether that is to be done once more. Guarded by itself. */
    private final Map<String, Boolean> busy = new ConcurrentHashMap<>();

    private ScheduledFuture<?> task;
    private long filledAt = System.nanoTime() - EVERY.toNanos();

    @PostConstruct
    void start() {
        task = scheduler.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        task.cancel(false);
    }

    private void look() {
        Duration sinceFilled = Duration.ofNanos(System.nanoTime() - filledAt);
        Duration quiet = stock.quietFor();
        boolean taken = quiet.compareTo(sinceFilled) < 0;
        if (sinceFilled.compareTo(EVERY) >= 0 || taken && quiet.compareTo(QUIET) >= 0) {
            filledAt = System.nanoTime();
            try {
                catalog.servers().forEach(this::begin);
            } catch (RuntimeException away) {
                LOG.log(Level.WARNING, "the stock is looked after later: {0}", away.getMessage());
            }
        }
    }

    private void begin(DatabaseServer server) {
        if (busy.put(server.name(), true) == null) {
            try {
                scheduler.execute(() -> work(server));
            } catch (RejectedExecutionException shuttingDown) {
                busy.remove(server.name());
                throw shuttingDown;
            }
        }
    }

    private void work(DatabaseServer server) {
        do {
            busy.put(server.name(), false);
            fill(server);
        } while (!busy.remove(server.name(), false));
    }

    private void fill(DatabaseServer server) {
        try {
            templates.of(server.address());
            stock.fill(server.address(), size.get());
            templates.dropUnused(server.address(), UNUSED);
        } catch (SQLException | RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "the stock of server {0} is filled later, tenants are copied from its template: {1}",
                    server.name(),
                    failure.getMessage());
        }
    }
}
