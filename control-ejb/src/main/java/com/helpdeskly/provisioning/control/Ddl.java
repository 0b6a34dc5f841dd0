package com.helpdeskly.provisioning.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What DDL needs that prepared statements cannot give: identifiers and literals inside the statement's text. */
final class Ddl {
    private Ddl() {}

    /** A name in double quotes; ours have only lower-case letters, digits and underscores, and nothing else passes. */
    static String name(String identifier) {
        if (!identifier.matches("[a-z0-9_]{1,63}")) {
            throw new IllegalArgumentException("not a name of ours: " + identifier);
        }
        return '"' + identifier + '"';
    }

    /** A string literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether a query with one parameter finds anything. */
    static boolean exists(Connection connection, String query, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
