package com.helpdeskly.baseline.control;

import com.helpdeskly.baseline.entity.TenantDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The one database that is read, behind a plain pool of {@value #CONNECTIONS} connections, as many as a tenant gets. */
@ApplicationScoped
public class Database {
    private static final int CONNECTIONS = 5;

    private volatile HikariDataSource pool;
    private volatile UUID tenantId;

    /** Opens the pool; a former one is closed. */
    public synchronized void open(TenantDatabase database) {
        close();
        var config = new HikariConfig();
        config.setPoolName("baseline");
        // Hikari looks for the driver with the thread's class loader, which is this application's.
        config.setDriverClassName(org.postgresql.Driver.class.getName());
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        pool = new HikariDataSource(config);
        tenantId = database.tenantId();
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    UUID tenantId() {
        return tenantId;
    }

    @PreDestroy
    synchronized void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
