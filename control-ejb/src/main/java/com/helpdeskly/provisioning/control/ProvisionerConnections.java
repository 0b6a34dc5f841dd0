package com.helpdeskly.provisioning.control;

import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the provisioner role: a small pool to each server's maintenance database, each connection of which has
 * one of the {@link DdlSlots} that bound the concurrent DDL of all nodes on that server, and single ones to a tenant's database while it is being made. A pool makes no
 * connection until it is used and lets idle ones go after a minute.
 */
@ApplicationScoped
public class ProvisionerConnections {
    /** The database of each server that is not a tenant's and always there. */
    public static final String MAINTENANCE_DATABASE = "postgres";

    private static final TenantSchema RELEASE = new TenantSchema();
    private static final int CONNECT_SECONDS = 5;
    private static final long IDLE_MILLIS = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A node that hangs must not keep its locks from the others; a pool's idle connections have gone before. */
    private static final String GONE_WHEN_HUNG =
            " -c idle_in_transaction_session_timeout=10000 -c idle_session_timeout=" + 2 * IDLE_MILLIS;

    /** Guarded by itself. */
    private final Map<DatabaseAddress, HikariDataSource> pools = new ConcurrentHashMap<>();

    private ProvisioningSettings settings;
    private DdlSlots slots;
    private Duration patience;

    protected ProvisionerConnections() {}

    @Inject
    public ProvisionerConnections(ProvisioningSettings settings) {
        this(settings, PATIENCE);
    }

    ProvisionerConnections(ProvisioningSettings settings, Duration patience) {
        this.settings = settings;
        this.slots = new DdlSlots(settings.ddlPerServer());
        this.patience = patience;
    }

    /**
     * A pooled connection to a server's maintenance database; waits up to 20 s until this node has a free one and all nodes
     * together do less there than they may.
     */
    public Connection toServer(DatabaseAddress server) throws SQLException {
        long until = System.nanoTime() + patience.toNanos();
        HikariDataSource pool = pools.computeIfAbsent(server, this::pool);
        Connection connection = pool.getConnection();
        try {
            return slots.hold(connection, until, pool::evictConnection);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Where a database can be opened as the provisioner; each connection is a new one. */
    public PGSimpleDataSource database(DatabaseAddress server, String name) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {server.host()});
        database.setPortNumbers(new int[] {server.port()});
        database.setDatabaseName(name);
        database.setUser(settings.user());
        database.setPassword(settings.password());
        database.setConnectTimeout(CONNECT_SECONDS);
        database.setLoginTimeout(CONNECT_SECONDS);
        database.setSocketTimeout((int) settings.timeout().toSeconds() + CONNECT_SECONDS);
        database.setOptions("-c statement_timeout=" + settings.timeout().toMillis() + " -c lock_timeout="
                + settings.timeout().toMillis() + GONE_WHEN_HUNG);
        database.setApplicationName(applicationName(RELEASE.fingerprint()));
        database.setTcpKeepAlive(true);
        return database;
    }

    /**
     * What the provisioners of a release call themselves. Each node is at every server once a minute, and its connection
     * stays for another one: so a server tells which releases are running.
     *
     * @param fingerprint of the release's migrations
     */
    static String applicationName(String fingerprint) {
        return "helpdeskly-provisioner " + fingerprint;
    }

    private HikariDataSource pool(DatabaseAddress server) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database(server, MAINTENANCE_DATABASE));
        config.setPoolName("provisioner-" + server.host() + "-" + server.port());
        config.setMaximumPoolSize(settings.ddlPerServer());
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setConnectionTimeout(patience.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @PreDestroy
    void close() {
        pools.values().forEach(HikariDataSource::close);
    }
}
