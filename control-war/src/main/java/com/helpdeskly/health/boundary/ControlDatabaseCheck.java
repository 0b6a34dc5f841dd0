package com.helpdeskly.health.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether the control database answers. A node that loses it stays ready, since it goes on serving the tenants
 * that it knows; taking all nodes out at once would turn a small trouble into an outage.
 */
@Readiness
@ApplicationScoped
public class ControlDatabaseCheck implements HealthCheck {
    private static final System.Logger LOG = System.getLogger(ControlDatabaseCheck.class.getName());
    private static final int TIMEOUT_SECONDS = 2;

    @Resource(lookup = "jdbc/helpdeskly-control")
    private DataSource database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("control-database")
                .withData("reachable", answers())
                .up()
                .build();
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException away) {
            LOG.log(Level.WARNING, "the control database does not answer: {0}", away.getMessage());
            return false;
        }
    }
}
