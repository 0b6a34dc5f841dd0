package com.helpdeskly.provisioning.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.tenants.entity.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final String OLD = "0123456789ab";

    private static EmbeddedPostgres postgres;
    private static DatabaseAddress server;

    private Connection admin;
    private ProvisionerConnections connections;
    private Templates templates;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        server = new DatabaseAddress("localhost", postgres.getPort());
        try (Connection superuser = postgres.getPostgresDatabase().getConnection()) {
            Ddl.execute(superuser, "create role helpdeskly_serving nologin");
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        admin = postgres.getPostgresDatabase().getConnection();
        connections = new ProvisionerConnections(
                new ProvisioningSettings("postgres", "postgres", 4, 0, Duration.ZERO, 60_000));
        templates = new Templates(connections);
        templates.of(server);
        make(OLD, "migration 1 1 of an earlier release");
    }

    @AfterEach
    void disconnect() throws SQLException {
        List<String> made = found();
        made.remove(templates.name());
        for (String template : made) {
            Ddl.execute(admin, "alter database " + Ddl.name(template) + " with is_template false");
            Ddl.execute(admin, "drop database " + Ddl.name(template));
        }
        connections.close();
        admin.close();
    }

    private void make(String fingerprint, String comment) throws SQLException {
        String name = Ddl.name("helpdeskly_template_" + fingerprint);
        Ddl.execute(admin, "create database " + name);
        Ddl.execute(admin, "comment on database " + name + " is " + Ddl.literal(comment));
        Ddl.execute(admin, "alter database " + name + " with is_template true allow_connections false");
    }

    private List<String> found() throws SQLException {
        return Ddl.databases(admin, "helpdeskly_template_");
    }

    @Test
    void templateOfAnEarlierReleaseThatNobodyUsesIsDroppedAfterAWhile() throws SQLException {
        templates.dropUnused(server, Duration.ofHours(1));
        templates.dropUnused(server, Duration.ofHours(1));
        assertThat(found()).contains("helpdeskly_template_" + OLD);

        templates.dropUnused(server, Duration.ZERO);

        assertThat(found()).containsExactly(templates.name());
    }

    @Test
    void templateWhoseReleaseIsStillRunningStays() throws SQLException {
        var node = connections.database(server, ProvisionerConnections.MAINTENANCE_DATABASE);
        node.setApplicationName(ProvisionerConnections.applicationName(OLD));
        try (Connection connection = node.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            templates.dropUnused(server, Duration.ZERO);
            templates.dropUnused(server, Duration.ZERO);
            assertThat(found()).contains("helpdeskly_template_" + OLD);
        }
    }

    @Test
    void templateOfALaterReleaseStays() throws SQLException {
        make("ba9876543210", "migration 999 1 of a later release");

        templates.dropUnused(server, Duration.ZERO);
        templates.dropUnused(server, Duration.ZERO);

        assertThat(found()).containsExactlyInAnyOrder("helpdeskly_template_ba9876543210", templates.name());
    }
}
