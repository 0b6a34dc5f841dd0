package com.helpdeskly.fleet.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.provisioning.control.TestServer;
import com.helpdeskly.schema.control.TenantSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that was brought further over one connection is what Flyway would have made of it. */
class TenantMigrationTest {
    private static final TenantSchema SCHEMA = new TenantSchema();

    @RegisterExtension
    private static final TestServer SERVER = new TestServer();

    @Test
    void structureAndHistoryAreThoseThatFlywayMakes() throws SQLException {
        DataSource byFlyway = empty("by_flyway");
        SCHEMA.migrate(byFlyway);
        DataSource advanced = atVersionOne("advanced");
        try (Connection connection = advanced.getConnection();
                Connection other = byFlyway.getConnection()) {
            assertThat(SCHEMA.advance(connection, SCHEMA.number())).isTrue();
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(SCHEMA.installed(connection)).isEqualTo(SCHEMA.number());
            assertThat(SCHEMA.structure(connection)).isEqualTo(SCHEMA.structure(other));
            assertThat(history(connection)).isEqualTo(history(other));
            assertThat(SCHEMA.advance(connection, SCHEMA.number())).isTrue();
        }
        SCHEMA.migrate(advanced);
    }

    @Test
    void migrationThatFailsLeavesTheDatabaseAsItWas() throws SQLException {
        DataSource database = atVersionOne("broken");
        execute(database, "create table answered_requests (nothing integer)");
        try (Connection connection = database.getConnection()) {
            List<String> before = SCHEMA.structure(connection);
            assertThatThrownBy(() -> SCHEMA.advance(connection, SCHEMA.number()))
                    .isInstanceOf(SQLException.class);
            assertThat(SCHEMA.structure(connection)).isEqualTo(before);
        }
    }

    @Test
    void historyThatIsNotOursIsLeftForFlywayToRefuse() throws SQLException {
        DataSource database = atVersionOne("edited");
        execute(database, "update flyway_schema_history set checksum = checksum + 1");
        try (Connection connection = database.getConnection()) {
            assertThat(SCHEMA.advance(connection, SCHEMA.number())).isFalse();
            assertThat(SCHEMA.installed(connection)).isEqualTo(1);
        }
        assertThatThrownBy(() -> SCHEMA.migrate(database)).isInstanceOf(FlywayException.class);
    }

    private static DataSource atVersionOne(String name) throws SQLException {
        DataSource database = empty(name);
        SCHEMA.migrate(database, 1);
        return database;
    }

    private static DataSource empty(String name) throws SQLException {
        execute(SERVER.maintenance(), "create database " + name);
        return SERVER.database(name);
    }

    private static List<String> history(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select row(installed_rank, version, description, type, script, checksum, installed_by, success)::text"
                                + " from flyway_schema_history order by installed_rank")) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
