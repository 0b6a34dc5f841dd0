package com.helpdeskly.connections.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The database of one tenant, as the persistence provider sees it; it owns nothing and needs no closing. */
final class TenantDataSource implements DataSource {
    private final TenantConnectionPool pool;
    private final TenantEntry tenant;

    TenantDataSource(TenantConnectionPool pool, TenantEntry tenant) {
        this.pool = pool;
        this.tenant = tenant;
    }

    @Override
    public Connection getConnection() {
        return pool.connect(tenant);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("a tenant's database has one user");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log writer");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the time-out is helpdeskly.connections.connect-ms");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no java.util.logging logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
