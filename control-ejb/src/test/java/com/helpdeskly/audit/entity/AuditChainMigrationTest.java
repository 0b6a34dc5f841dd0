package com.helpdeskly.audit.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The entries of a release that had no chain are chained by the migration as the service would have done. */
class AuditChainMigrationTest {
    @Test
    void entriesFromBeforeTheChainAreChained() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource database = postgres.getPostgresDatabase();
            migrate(database, "4");
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("""
                        insert into audit_entries (id, at, actor, action, tenant_id, tenant_slug, before, after, request_id)
                        values ('00000000-0000-7000-8000-000000000002', '2026-11-24 12:00:00.123456+00', 'ä@b', 'x', null,
                                'acme', '', E'line\\nline 🔥', 'r'),
                               ('00000000-0000-7000-8000-000000000001', '1969-12-31 23:59:59.999999+00', 'system', 'y',
                                'id', null, null, null, null)
                        """);
            }
            migrate(database, "5");
            assertThat(verdict(database))
                    .matches(AuditVerdict::intact)
                    .satisfies(verdict -> assertThat(verdict.entries()).isEqualTo(2));
        }
    }

    private static void migrate(DataSource database, String version) {
        Flyway.configure()
                .locations("classpath:db/control")
                .dataSource(database)
                .target(version)
                .load()
                .migrate();
    }

    private static AuditVerdict verdict(DataSource database) throws SQLException {
        AuditCheck check = new AuditCheck();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select * from audit_entries order by position")) {
                while (rows.next()) {
                    check.next(link(rows), rows.getString("hash"));
                }
            }
            try (ResultSet head = statement.executeQuery("select position, hash from audit_head")) {
                assertThat(head.next()).isTrue();
                return check.end(head.getLong(1), head.getString(2));
            }
        }
    }

    private static AuditLink link(ResultSet row) throws SQLException {
        return new AuditLink(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("tenant_id"),
                row.getString("tenant_slug"),
                row.getString("before"),
                row.getString("after"),
                row.getString("request_id"));
    }
}
