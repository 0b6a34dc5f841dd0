package com.helpdeskly.provisioning.control;

import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The login roles that tenants have already. */
@ApplicationScoped
public class TenantRoles {
    private ProvisionerConnections connections;
    private RoleLimits limits;

    protected TenantRoles() {}

    @Inject
    public TenantRoles(ProvisionerConnections connections, RoleLimits limits) {
        this.connections = connections;
        this.limits = limits;
    }

    /** Makes a role that is lost, with exactly the rights that it had. */
    public void make(DatabaseAddress server, String database, String role, String password) throws SQLException {
        try (Connection admin = connections.toServer(server)) {
            if (!Ddl.exists(admin, "select 1 from pg_roles where rolname = ?", role)) {
                List<String> statements = new ArrayList<>(List.of(
                        "create role " + Ddl.name(role) + " login password " + Ddl.literal(ScramVerifier.of(password))
                                + " in role " + TenantSchema.SERVING_ROLE,
                        "grant connect on database " + Ddl.name(database) + " to " + Ddl.name(role)));
                statements.addAll(limits.statements(role));
                Ddl.transaction(admin, statements);
            }
        }
    }

    /**
     * Gives a role another password. Its connections stay good.
     *
     * @param last is called before it comes into force, and throws to prevent that
     */
    public void changePassword(DatabaseAddress server, String role, String password, Runnable last)
            throws SQLException {
        String statement = "alter role " + Ddl.name(role) + " password " + Ddl.literal(ScramVerifier.of(password));
        try (Connection admin = connections.toServer(server)) {
            Ddl.transaction(admin, List.of(statement), last);
        }
    }

    /** Makes sure that a role signs in to its database by a password. */
    public void checkSignIn(DatabaseAddress server, String database, String role, String password) throws SQLException {
        PGSimpleDataSource source = connections.database(server, database);
        source.setUser(role);
        source.setPassword(password);
        try (Connection connection = source.getConnection()) {
            Ddl.execute(connection, "select 1");
        }
    }
}
