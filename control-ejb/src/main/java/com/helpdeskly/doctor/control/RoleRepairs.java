package com.helpdeskly.doctor.control;

import com.helpdeskly.provisioning.control.Ddl;
import com.helpdeskly.provisioning.control.ProvisionerConnections;
import com.helpdeskly.provisioning.control.RoleLimits;
import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gives databases and roles exactly the rights that they were made with. */
@ApplicationScoped
public class RoleRepairs {
    @Inject
    private ProvisionerConnections connections;

    @Inject
    private RoleLimits limits;

    /** The settings that a role is to have, each {@code name=value}. */
    Set<String> wantedSettings() {
        return Set.copyOf(limits.settings());
    }

    /** @param strangers the grants that are too much, each {@code role:privilege} */
    void mendGrants(DatabaseAddress server, String database, String role, Set<String> strangers) throws SQLException {
        String name = Ddl.name(database);
        List<String> statements = new ArrayList<>(List.of("revoke all on database " + name + " from public"));
        for (String stranger : strangers) {
            statements.add("revoke all on database " + name + " from "
                    + Ddl.name(stranger.substring(0, stranger.indexOf(':'))));
        }
        statements.add("grant connect on database " + name + " to " + Ddl.name(role));
        on(server, statements);
    }

    void mendRole(DatabaseAddress server, String role) throws SQLException {
        String name = Ddl.name(role);
        on(
                server,
                List.of(
                        "alter role " + name + " login nocreatedb nocreaterole",
                        "grant " + TenantSchema.SERVING_ROLE + " to " + name));
    }

    void mendLimits(DatabaseAddress server, String role) throws SQLException {
        on(server, limits.statements(role));
    }

    /** Takes from a role what it may do inside its database besides serving. */
    void mendRightsInside(DatabaseAddress server, String database, String role) throws SQLException {
        String name = Ddl.name(role);
        try (Connection inside = connections.database(server, database).getConnection()) {
            Ddl.transaction(
                    inside,
                    List.of(
                            "revoke all on all tables in schema public from public, " + name,
                            "revoke all on all sequences in schema public from public, " + name,
                            "revoke create on schema public from public, " + name));
        }
    }

    private void on(DatabaseAddress server, List<String> statements) throws SQLException {
        try (Connection admin = connections.toServer(server)) {
            Ddl.transaction(admin, statements);
        }
    }
}
