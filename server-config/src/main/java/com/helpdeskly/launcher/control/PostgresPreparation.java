package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

/** Makes the roles and the control database, by the script that operators run on their own servers. */
public final class PostgresPreparation {
    private static final String SCRIPT = "/db/server/prepare.sql";

    private PostgresPreparation() {}

    /**
     * @param server a running server; one prepared before stays as it is
     * @param secrets the roles' passwords
     */
    public static void run(PostgresServer server, Secrets secrets) {
        var script = SqlScript.parse(
                text(),
                Map.of(
                        "control_password", secrets.controlPassword(),
                        "provisioner_password", secrets.provisionerPassword()));
        try (var connection = server.connect("postgres")) {
            script.run(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            }
        } catch (SQLException e) {
            throw new LaunchException("Cannot prepare PostgreSQL on port " + server.port() + ": " + e.getMessage(), e);
        }
    }

    private static String text() {
        try (var script = PostgresPreparation.class.getResourceAsStream(SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SCRIPT, e);
        }
    }
}
