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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes each server's template soon after the start, and keeps the stock of copies full: a little after the last one was
 * taken, so as not to compete with tenants that are being made, and every minute, for what happened without this node.
 *
 * <p>Its fields belong to the one task that never runs twice at the same time.
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
                catalog.servers().forEach(this::fill);
            } catch (RuntimeException away) {
                LOG.log(Level.WARNING, "the stock is looked after later: {0}", away.getMessage());
            }
        }
    }

    private void fill(DatabaseServer server) {
        try {
            templates.of(server.address());
            stock.fill(server.address(), size.get());
        } catch (SQLException | RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "the stock of server {0} is filled later, tenants are copied from its template: {1}",
                    server.name(),
                    failure.getMessage());
        }
    }
}
