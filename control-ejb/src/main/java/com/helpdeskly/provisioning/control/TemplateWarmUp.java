package com.helpdeskly.provisioning.control;

import com.helpdeskly.tenants.control.ServerCatalog;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.annotation.PostConstruct;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Makes each server's template soon after the start, in the background, so that the first tenant does not wait for it. */
@Singleton
@Startup
@DependsOn("ServerCatalog")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TemplateWarmUp {
    private static final System.Logger LOG = System.getLogger(TemplateWarmUp.class.getName());
    private static final long DELAY_MILLIS = 300;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private ServerCatalog catalog;

    @Inject
    private ProvisionerConnections connections;

    @Inject
    private Templates templates;

    @PostConstruct
    void start() {
        scheduler.schedule(() -> catalog.servers().forEach(this::warmUp), DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void warmUp(DatabaseServer server) {
        try (Connection admin = connections.toServer(server.address())) {
            templates.of(server.address(), admin);
        } catch (SQLException | RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "the template of server {0} is made when it is needed: {1}",
                    server.name(),
                    failure.getMessage());
        }
    }
}
