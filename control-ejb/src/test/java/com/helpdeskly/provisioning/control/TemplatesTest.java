package com.helpdeskly.provisioning.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TemplatesTest {
    private static final String OLD = "0123456789ab";

    @RegisterExtension
    private static final TestServer SERVER = new TestServer();

    private Connection admin;
    private ProvisionerConnections connections;
    private Templates templates;

    @BeforeEach
    void connect() throws SQLException {
        admin = SERVER.maintenance().getConnection();
        connections = new ProvisionerConnections(TestServer.settings(4));
        templates = new Templates(connections);
        templates.of(SERVER.address());
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
        templates.dropUnused(SERVER.address(), Duration.ofHours(1));
        templates.dropUnused(SERVER.address(), Duration.ofHours(1));
        assertThat(found()).contains("helpdeskly_template_" + OLD);

        templates.dropUnused(SERVER.address(), Duration.ZERO);

        assertThat(found()).containsExactly(templates.name());
    }

    @Test
    void templateWhoseReleaseIsStillRunningStays() throws SQLException {
        var node = connections.database(SERVER.address(), ProvisionerConnections.MAINTENANCE_DATABASE);
        node.setApplicationName(ProvisionerConnections.applicationName(OLD));
        try (Connection connection = node.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            templates.dropUnused(SERVER.address(), Duration.ZERO);
            templates.dropUnused(SERVER.address(), Duration.ZERO);
            assertThat(found()).contains("helpdeskly_template_" + OLD);
        }
    }

    @Test
    void templateOfALaterReleaseStays() throws SQLException {
        make("ba9876543210", "migration 999 1 of a later release");

        templates.dropUnused(SERVER.address(), Duration.ZERO);
        templates.dropUnused(SERVER.address(), Duration.ZERO);

        assertThat(found()).containsExactlyInAnyOrder("helpdeskly_template_ba9876543210", templates.name());
    }

    @Test
    void copyPlansByIndexesBeforeAnythingIsKnownOfItsTables() throws SQLException {
        String copy = "helpdeskly_copy_of_template";
        Ddl.execute(admin, "create database " + copy + " template " + Ddl.name(templates.name()));
        try (Connection tenant = connections.database(SERVER.address(), copy).getConnection()) {
            String tenantId = "'00000000-0000-4000-8000-000000000000'";
            assertThat(plan(tenant, "select title from tickets where id = " + tenantId))
                    .contains("Index Scan using tickets_pkey");
            assertThat(rows(plan(tenant, "select 1 from users where tenant_id = " + tenantId)))
                    .as("a condition that all rows fulfil")
                    .isEqualTo(rows(plan(tenant, "select 1 from users")));
            assertThat(rows(plan(tenant, "select 1 from tickets where deleted_at is null")))
                    .isEqualTo(rows(plan(tenant, "select 1 from tickets")));
        } finally {
            Ddl.execute(admin, "drop database " + copy);
        }
    }

    /** The first line of the plan. */
    private static String plan(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain " + query)) {
            plan.next();
            return plan.getString(1);
        }
    }

    private static int rows(String plan) {
        return Integer.parseInt(plan.replaceFirst(".*rows=(\\d+).*", "$1"));
    }
}
