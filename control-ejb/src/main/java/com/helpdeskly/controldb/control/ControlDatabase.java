package com.helpdeskly.controldb.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.lang.System.Logger.Level;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The control database, brought to this release's schema before anything else of the control plane starts. Nodes that
 * start together wait for each other by Flyway's lock; a database that is not up yet is waited for a minute.
 */
@Singleton(name = ControlDatabase.NAME)
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ControlDatabase {
    /** For {@code @DependsOn}. */
    public static final String NAME = "ControlDatabase";

    private static final System.Logger LOG = System.getLogger(ControlDatabase.class.getName());
    private static final int CONNECT_RETRIES = 6;
    private static final int RETRY_SECONDS = 10;

    @Resource(lookup = "jdbc/helpdeskly-control")
    private DataSource database;

    @PostConstruct
    void migrate() {
        var result = Flyway.configure(ControlDatabase.class.getClassLoader())
                .locations("classpath:db/control")
                .dataSource(database)
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(RETRY_SECONDS)
                .failOnMissingLocations(true)
                .callbackLocations("classpath:db/control")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
        LOG.log(
                Level.INFO,
                "The control database is at version {0} ({1} migrations run now)",
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                result.migrationsExecuted);
    }
}
