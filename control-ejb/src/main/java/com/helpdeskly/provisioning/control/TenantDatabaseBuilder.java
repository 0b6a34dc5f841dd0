package com.helpdeskly.provisioning.control;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * One attempt at making a tenant's database. Each step looks at what is there and makes the rest, so that it may be run
 * again after it died anywhere. Used by one worker only.
 */
final class TenantDatabaseBuilder implements JobHandler.Run {
    static final String ROLE = "role";
    static final String DATABASE = "database";
    static final String IDENTITY = "identity";
    static final String OWNER = "owner";
    static final String CHECK = "check";
    static final List<String> STEPS = List.of(ROLE, DATABASE, IDENTITY, OWNER, CHECK);

    /** Longer than a hash waits for its turn. */
    private static final int HASH_SECONDS = 40;

    private static final String ROLE_IS_RIGHT = """
            select r.rolcanlogin and not r.rolsuper and not r.rolcreatedb and not r.rolcreaterole
                   and pg_has_role(r.rolname, '%s', 'usage')
                   and has_database_privilege(r.rolname, d.datname, 'connect')
                   and not exists (select 1 from aclexplode(d.datacl) where grantee = 0)
              from pg_roles r, pg_database d
             where r.rolname = ? and d.datname = current_database()
            """.formatted(TenantSchema.SERVING_ROLE);

    private final ProvisioningTarget target;
    private final OwnerAccount owner;
    private final FutureTask<String> ownerHash;
    private final String password;
    private final ProvisionerConnections connections;
    private final Templates templates;
    private final Stock stock;
    private final RoleLimits limits;

    /** To the new database; opened by the first step that needs it. */
    private Connection database;

    TenantDatabaseBuilder(
            ProvisioningTarget target,
            OwnerAccount owner,
            FutureTask<String> ownerHash,
            String password,
            ProvisionerConnections connections,
            Templates templates,
            Stock stock,
            RoleLimits limits) {
        this.target = target;
        this.owner = owner;
        this.ownerHash = ownerHash;
        this.password = password;
        this.connections = connections;
        this.templates = templates;
        this.stock = stock;
        this.limits = limits;
    }

    @Override
    public void step(String name) throws Exception {
        switch (name) {
            case ROLE -> makeRole();
            case DATABASE -> makeDatabase();
            case IDENTITY -> writeIdentity();
            case OWNER -> writeOwner();
            case CHECK -> check();
            default -> throw new IllegalArgumentException("no step " + name);
        }
    }

    private void makeRole() throws SQLException {
        String role = Ddl.name(target.role());
        String login = " login password " + Ddl.literal(ScramVerifier.of(password));
        try (Connection admin = connections.toServer(target.server())) {
            boolean exists = Ddl.exists(admin, "select 1 from pg_roles where rolname = ?", target.role());
            List<String> statements = new ArrayList<>(List.of(
                    exists
                            ? "alter role " + role + login
                            : "create role " + role + login + " in role " + TenantSchema.SERVING_ROLE));
            statements.addAll(limits.statements(target.role()));
            Ddl.transaction(admin, statements);
        }
    }

    private void makeDatabase() throws SQLException {
        String name = Ddl.name(target.database());
        // It stays closed until only its own role may connect to it.
        List<String> opening = List.of(
                "revoke all on database " + name + " from public",
                "grant connect on database " + name + " to " + Ddl.name(target.role()),
                "alter database " + name + " with allow_connections true");
        try (Connection admin = connections.toServer(target.server())) {
            boolean exists = Ddl.exists(admin, "select 1 from pg_database where datname = ?", target.database());
            if (exists || !stock.claim(admin, target.database(), opening)) {
                if (!exists) {
                    templates.copy(target.server(), admin, target.database());
                }
                Ddl.transaction(admin, opening);
            }
        }
    }

    private void writeIdentity() throws SQLException {
        try (PreparedStatement insert = database()
                .prepareStatement(
                        "insert into tenant_identity (tenant_id) values (?) on conflict (singleton) do nothing")) {
            insert.setObject(1, target.id().value());
            insert.executeUpdate();
        }
    }

    private void writeOwner() throws Exception {
        // If no thread has been free to begin it, this one does: workers that all wait for a thread would wait for
        // ever.
        ownerHash.run();
        String hash = ownerHash.get(HASH_SECONDS, TimeUnit.SECONDS);
        try (PreparedStatement insert = database().prepareStatement("""
                        insert into users (id, tenant_id, email, name, role, password_hash, created_at, updated_at)
                        values (?, ?, ?, ?, 'ADMIN', ?, now(), now()) on conflict (email) do nothing
                        """)) {
            insert.setObject(1, UuidCreator.getTimeOrderedEpoch());
            insert.setObject(2, target.id().value());
            insert.setString(3, owner.email());
            insert.setString(4, owner.name());
            insert.setString(5, hash);
            insert.executeUpdate();
        }
    }

    private void check() throws SQLException {
        templates.check(database(), templates.of(target.server()));
        require("select tenant_id = ?::uuid from tenant_identity", target.id().toString(), "its identity row");
        require("select active and role = 'ADMIN' from users where email = ?", owner.email(), "its owner");
        require(ROLE_IS_RIGHT, target.role(), "its login role with exactly the rights it needs");
    }

    private void require(String query, String value, String what) throws SQLException {
        try (PreparedStatement statement = database().prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next() || !rows.getBoolean(1)) {
                    throw new CheckFailed("The database lacks " + what + ".");
                }
            }
        }
    }

    @Override
    public void undo() throws SQLException {
        close();
        try (Connection admin = connections.toServer(target.server())) {
            Ddl.execute(admin, "drop database if exists " + Ddl.name(target.database()) + " with (force)");
            Ddl.execute(admin, "drop role if exists " + Ddl.name(target.role()));
        }
    }

    @Override
    public String explain(Exception failure) {
        return FailureReasons.of(failure);
    }

    private Connection database() throws SQLException {
        if (database == null) {
            database = connections.database(target.server(), target.database()).getConnection();
        }
        return database;
    }

    @Override
    public void close() {
        if (database != null) {
            try {
                database.close();
            } catch (SQLException alreadyBroken) {
                System.getLogger(getClass().getName())
                        .log(System.Logger.Level.DEBUG, "closing the connection to a new database", alreadyBroken);
            }
            database = null;
        }
    }
}
