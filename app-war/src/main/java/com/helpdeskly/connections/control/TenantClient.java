package com.helpdeskly.connections.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * What a node needs to work in one tenant's database: an EntityManagerFactory that can only reach that database and only
 * sees rows of that tenant. It is closed when it has been retired and nobody uses it any more.
 *
 * <p>{@code users} and {@code retired} are guarded by this object's monitor.
 */
final class TenantClient {
    private static final System.Logger LOG = System.getLogger(TenantClient.class.getName());
    private static final AtomicLong SESSIONS = new AtomicLong();

    private final TenantEntry tenant;
    private final EntityManagerFactory factory;
    private int users;
    private boolean retired;

    private TenantClient(TenantEntry tenant, EntityManagerFactory factory) {
        this.tenant = tenant;
        this.factory = factory;
    }

    /**
     * Makes the client, after the database has said that it is this tenant's.
     *
     * @throws com.helpdeskly.problems.entity.ProblemException 429 or 503 as
     *     {@link TenantConnectionPool#connect} does, 503 also when the database says that it is another tenant's
     */
    static TenantClient open(TenantEntry tenant, TenantConnectionPool pool) {
        DataSource database = new TenantDataSource(pool, tenant);
        checkIdentity(tenant, database);
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                "tenant",
                Map.of(
                        "jakarta.persistence.nonJtaDataSource",
                        database,
                        // A name that was used before would serve the database of its first use.
                        "eclipselink.session-name",
                        "tenant-" + tenant.slug() + "-" + SESSIONS.incrementAndGet(),
                        "eclipselink.tenant-id",
                        tenant.id().toString(),
                        "eclipselink.jdbc.allow-native-sql-queries",
                        "false"));
        try {
            // The provider deploys the factory with its first EntityManager: do it once, here.
            factory.createEntityManager().close();
        } catch (RuntimeException failure) {
            factory.close();
            throw failure;
        }
        LOG.log(Level.INFO, "A client was made for the database {0}", tenant.database());
        return new TenantClient(tenant, factory);
    }

    private static void checkIdentity(TenantEntry tenant, DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select tenant_id from tenant_identity")) {
            if (!rows.next() || !tenant.id().value().equals(rows.getObject(1, UUID.class))) {
                throw new IllegalStateException(
                        "the database " + tenant.database() + " is not that of " + tenant.slug());
            }
        } catch (SQLException | IllegalStateException failure) {
            throw TenantConnectionPool.unavailable(tenant, failure);
        }
    }

    /** Whether it still leads to where the tenant's database is. */
    boolean isFor(TenantEntry current) {
        return tenant.leadsWhere(current);
    }

    /** Begins a use. @return false when the client has been retired: ask for another one */
    synchronized boolean enter() {
        if (!retired) {
            users++;
        }
        return !retired;
    }

    EntityManager createEntityManager() {
        return factory.createEntityManager();
    }

    /** Ends a use. */
    void exit() {
        if (isLastExit()) {
            factory.close();
        }
    }

    private synchronized boolean isLastExit() {
        users--;
        return retired && users == 0;
    }

    /** No further use begins; what is under way may end. */
    void retire() {
        if (isUnusedFromNowOn()) {
            factory.close();
        }
    }

    private synchronized boolean isUnusedFromNowOn() {
        boolean first = !retired;
        retired = true;
        return first && users == 0;
    }
}
