package com.helpdeskly.launcher.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A script in the part of psql's language that our scripts use: comments on lines of their own, {@code :'name'} for a
 * quoted value, statements that end with {@code ;} or {@code \gexec} at the end of a line. The latter runs each value of
 * the result as a statement.
 */
final class SqlScript {
    private static final String EXECUTE_RESULT = "\\gexec";

    private final List<String> statements;

    private SqlScript(List<String> statements) {
        this.statements = statements;
    }

    static SqlScript parse(String text, Map<String, String> values) {
        var filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace(
                    ":'" + value.getKey() + "'", "'" + value.getValue().replace("'", "''") + "'");
        }
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        for (var line : filled.lines().map(String::stripTrailing).toList()) {
            if (line.isBlank() || line.startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";") || line.endsWith(EXECUTE_RESULT)) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException("The script ends within a statement: " + statement);
        }
        return new SqlScript(List.copyOf(statements));
    }

    List<String> statements() {
        return statements;
    }

    void run(Connection connection) throws SQLException {
        for (var statement : statements) {
            if (statement.endsWith(EXECUTE_RESULT)) {
                runResult(connection, statement.substring(0, statement.length() - EXECUTE_RESULT.length()));
            } else {
                run(connection, statement);
            }
        }
    }

    private static void runResult(Connection connection, String query) throws SQLException {
        var made = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                made.add(rows.getString(1));
            }
        }
        for (var each : made) {
            run(connection, each);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
