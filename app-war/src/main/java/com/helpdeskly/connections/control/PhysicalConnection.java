package com.helpdeskly.connections.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BiConsumer;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * One connection to a tenant's database, through the driver's own {@link PooledConnection}: a handle that is closed
 * rolls back what is open, and an error after which the connection is useless is reported as such. Used by one thread
 * at a time; whoever takes it out of the budget owns it.
 */
final class PhysicalConnection implements ConnectionEventListener {
    private static final System.Logger LOG = System.getLogger(PhysicalConnection.class.getName());
    private static final int TEST_SECONDS = 1;

    private final TenantEntry tenant;
    private final PooledConnection connection;
    private final BiConsumer<PhysicalConnection, Boolean> returned;
    private final long openedAt = System.nanoTime();
    private volatile long testedAt = openedAt;

    /** Whether somebody has a handle: only what happens then is told. */
    private boolean lent;

    private PhysicalConnection(
            TenantEntry tenant, PooledConnection connection, BiConsumer<PhysicalConnection, Boolean> returned) {
        this.tenant = tenant;
        this.connection = connection;
        this.returned = returned;
    }

    /** Connects. @param returned is told once for each handle: when it is closed, or when the connection broke under it */
    static PhysicalConnection open(
            TenantEntry tenant,
            String password,
            ConnectionSettings settings,
            BiConsumer<PhysicalConnection, Boolean> returned)
            throws SQLException {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setServerNames(new String[] {tenant.server().host()});
        source.setPortNumbers(new int[] {tenant.server().port()});
        source.setDatabaseName(tenant.database());
        source.setUser(tenant.role());
        source.setPassword(password);
        source.setApplicationName("helpdeskly-app");
        source.setConnectTimeout(seconds(settings.connect()));
        source.setLoginTimeout(seconds(settings.connect()));
        source.setSocketTimeout(seconds(settings.read()));
        source.setTcpKeepAlive(true);
        source.setSocketFactory(AwaitingSocketFactory.class.getName());
        // The driver binds null and UUIDs as text, whose type the server then takes from the column.
        source.setStringType("unspecified");
        PooledConnection connection = source.getPooledConnection();
        PhysicalConnection physical = new PhysicalConnection(tenant, connection, returned);
        connection.addConnectionEventListener(physical);
        return physical;
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.toSeconds());
    }

    TenantEntry tenant() {
        return tenant;
    }

    /** Whether it leads to where the tenant's database is now, by its role. */
    boolean isFor(TenantEntry current) {
        return tenant.leadsWhere(current);
    }

    boolean isOlderThan(Duration lifetime) {
        return System.nanoTime() - openedAt > lifetime.toNanos();
    }

    boolean isUntestedFor(Duration test) {
        return System.nanoTime() - testedAt > test.toNanos();
    }

    /** Whether nothing was heard of the database since an instant of {@link System#nanoTime}. */
    boolean isUntestedSince(long instant) {
        return testedAt - instant < 0;
    }

    /** Asks the database for a sign of life, by a handle that the next one replaces without being closed. */
    boolean test() {
        try {
            testedAt = System.nanoTime();
            return connection.getConnection().isValid(TEST_SECONDS);
        } catch (SQLException dead) {
            return false;
        }
    }

    /** A handle, whose closing gives the connection back. */
    Connection handle() throws SQLException {
        Connection handle = connection.getConnection();
        lent = true;
        return handle;
    }

    void close() {
        connection.removeConnectionEventListener(this);
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            LOG.log(Level.DEBUG, "closing a connection of " + tenant.slug(), alreadyBroken);
        }
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        testedAt = System.nanoTime();
        takeBack(true);
    }

    /** The handle may never be closed: who sees that it is closed already, as EclipseLink does, leaves it. */
    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        takeBack(false);
    }

    private void takeBack(boolean healthy) {
        if (lent) {
            lent = false;
            returned.accept(this, healthy);
        }
    }
}
