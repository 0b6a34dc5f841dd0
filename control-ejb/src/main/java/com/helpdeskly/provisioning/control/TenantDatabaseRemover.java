package com.helpdeskly.provisioning.control;

import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.tenants.boundary.ProvisioningTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/** One attempt at removing a tenant's database and role. Each step may find its work done by an earlier attempt. */
final class TenantDatabaseRemover implements JobHandler.Run {
    static final String SHUT = "shut";
    static final String COUNT = "count";
    static final String DATABASE = "database";
    static final String ROLE = "role";
    static final List<String> STEPS = List.of(SHUT, COUNT, DATABASE, ROLE);

    private static final String COUNTS = """
            select format('%s users, %s tickets, %s comments, %s of disk',
                          (select count(*) from users), (select count(*) from tickets), (select count(*) from comments),
                          pg_size_pretty(pg_database_size(current_database())))
            """;

    private final ProvisioningTarget target;
    private final ProvisionerConnections connections;
    private final Consumer<String> receipt;

    /** @param receipt keeps what was counted, beyond the end of this attempt */
    TenantDatabaseRemover(ProvisioningTarget target, ProvisionerConnections connections, Consumer<String> receipt) {
        this.target = target;
        this.connections = connections;
        this.receipt = receipt;
    }

    @Override
    public void step(String name) throws SQLException {
        switch (name) {
            case SHUT -> shut();
            case COUNT -> count();
            case DATABASE -> drop("drop database if exists " + Ddl.name(target.database()) + " with (force)");
            case ROLE -> drop("drop role if exists " + Ddl.name(target.role()));
            default -> throw new IllegalArgumentException("no step " + name);
        }
    }

    /** From here on what is counted stays as it is. */
    private void shut() throws SQLException {
        try (Connection admin = connections.toServer(target.server())) {
            if (Ddl.exists(admin, "select 1 from pg_roles where rolname = ?", target.role())) {
                Ddl.execute(admin, "alter role " + Ddl.name(target.role()) + " nologin");
                Ddl.execute(
                        admin,
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = "
                                + Ddl.literal(target.role()));
            }
        }
    }

    private void count() throws SQLException {
        try (Connection admin = connections.toServer(target.server())) {
            if (!Ddl.exists(admin, "select 1 from pg_database where datname = ?", target.database())) {
                receipt.accept("no database");
                return;
            }
        }
        try (Connection database =
                        connections.database(target.server(), target.database()).getConnection();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(COUNTS)) {
            rows.next();
            receipt.accept(rows.getString(1));
        }
    }

    private void drop(String statement) throws SQLException {
        try (Connection admin = connections.toServer(target.server())) {
            Ddl.execute(admin, statement);
        }
    }

    /** What was dropped cannot be brought back, and what was not waits for the next attempt. */
    @Override
    public void undo() {}

    @Override
    public String explain(Exception failure) {
        return FailureReasons.of(failure);
    }

    @Override
    public void close() {}
}
