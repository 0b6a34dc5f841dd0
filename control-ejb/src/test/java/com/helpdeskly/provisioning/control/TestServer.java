package com.helpdeskly.provisioning.control;

import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server of a test class's own, prepared as one that is to hold tenants' databases. */
public final class TestServer implements BeforeAllCallback, AfterAllCallback {
    private static final String SUPERUSER = "postgres";

    private EmbeddedPostgres postgres;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "40")
                .start();
        try (Connection superuser = maintenance().getConnection()) {
            Ddl.execute(superuser, "create role " + TenantSchema.SERVING_ROLE + " nologin");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        postgres.close();
    }

    DatabaseAddress address() {
        return new DatabaseAddress("localhost", postgres.getPort());
    }

    /** The maintenance database, for the superuser. */
    public DataSource maintenance() {
        return postgres.getPostgresDatabase();
    }

    /** A database, for the superuser. */
    public DataSource database(String name) {
        return postgres.getDatabase(SUPERUSER, name);
    }

    /** What a node has that makes tenants' databases here. */
    static ProvisioningSettings settings(int ddlPerServer) {
        return new ProvisioningSettings(SUPERUSER, SUPERUSER, ddlPerServer, 0, Duration.ZERO, 60_000);
    }
}
