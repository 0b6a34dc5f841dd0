package com.helpdeskly.benchmarks.control;

import com.helpdeskly.launcher.boundary.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Tenants' databases as an earlier release has left them, made without the product: copies of its template from which the
 * last migration was taken back, each with its identity, its role and its row in the control database.
 */
final class FleetDatabases {
    /** The migration that was taken back. */
    static final String MIGRATION = "V2__answered_requests.sql";

    private static final String TEMPLATE = "fleet_template";
    private static final String PROVISIONER = "helpdeskly_provisioner";
    private static final int AT_ONCE = 2;
    private static final String ROW = """
            insert into tenants (id, slug, name, status, server_id, database_name, role_name, sealed_password,
                                 schema_version, created_at, updated_at)
            select cast(? as uuid), ?, ?, 'PROVISIONING', id, ?, ?, 'none', '1', now(), now() from database_servers
             order by created_at limit 1
            """;

    private final Stack stack;

    FleetDatabases(Stack stack) {
        this.stack = stack;
    }

    /** One of them. */
    record Fleet(UUID id, String slug) {
        static Fleet of(String kind, int number) {
            return new Fleet(
                    new UUID(System.currentTimeMillis() << 16 | 0x7000L, 0x8000000000000000L | number),
                    kind + "-" + number);
        }

        String database() {
            return "tenant_" + id.toString().replace("-", "");
        }
    }

    /** Makes what all of them are copied from. */
    void prepare() throws SQLException {
        try (Connection admin = superuser("postgres")) {
            execute("postgres", copy(TEMPLATE, new ReadyDatabases(admin).template()));
        }
        execute(TEMPLATE, "drop table answered_requests", "delete from flyway_schema_history where version = '2'");
    }

    /** Makes tenants that are not active yet. */
    List<Fleet> tenants(String kind, int count) throws SQLException {
        List<Fleet> made = databases(kind, count);
        try (Connection control = superuser(BenchmarkStack.CONTROL_DATABASE);
                PreparedStatement row = control.prepareStatement(ROW)) {
            for (Fleet tenant : made) {
                row.setString(1, tenant.id().toString());
                row.setString(2, tenant.slug());
                row.setString(3, "Fleet " + tenant.slug());
                row.setString(4, tenant.database());
                row.setString(5, tenant.database());
                row.addBatch();
            }
            row.executeBatch();
        }
        return made;
    }

    /** Makes equal databases that no tenant has. */
    List<Fleet> databases(String kind, int count) {
        return AtOnce.run(
                AT_ONCE,
                IntStream.range(0, count)
                        .<Callable<Fleet>>mapToObj(number -> () -> make(Fleet.of(kind, number)))
                        .toList());
    }

    private Fleet make(Fleet one) throws SQLException {
        String name = one.database();
        execute(
                "postgres",
                copy(name, TEMPLATE),
                "revoke all on database " + name + " from public",
                "create role " + name + " login in role helpdeskly_serving",
                "grant connect on database " + name + " to " + name);
        execute(name, "insert into tenant_identity (tenant_id) values ('" + one.id() + "')");
        return one;
    }

    /** Sets which tenants a run goes over: these, and no others. */
    void activate(List<Fleet> tenants) throws SQLException {
        String slugs = String.join("', '", tenants.stream().map(Fleet::slug).toList());
        execute(
                BenchmarkStack.CONTROL_DATABASE,
                "update tenants set status = 'PROVISIONING' where status <> 'DELETING'",
                "update tenants set status = 'ACTIVE' where slug in ('" + slugs + "')",
                "analyze tenants");
    }

    /** How many connections there are to tenants' databases. */
    int connections() throws SQLException {
        try (Connection admin = superuser("postgres");
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from pg_stat_activity where starts_with(datname, 'tenant_')")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** A connection as the product makes them for changes of a schema. */
    Connection provisioner(String database) throws SQLException {
        return DriverManager.getConnection(
                stack.postgres().jdbcUrl(database), PROVISIONER, stack.secrets().provisionerPassword());
    }

    Connection superuser(String database) throws SQLException {
        return stack.postgres().connect(database);
    }

    private void execute(String database, String... statements) throws SQLException {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String copy(String name, String template) {
        return "create database %s template %s strategy wal_log owner %s".formatted(name, template, PROVISIONER);
    }
}
