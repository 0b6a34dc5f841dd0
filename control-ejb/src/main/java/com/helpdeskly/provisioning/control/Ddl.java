package com.helpdeskly.provisioning.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What DDL needs that prepared statements cannot give: identifiers and literals inside the statement's text. */
public final class Ddl {
    private Ddl() {}

    /** A name in double quotes; ours have only lower-case letters, digits and underscores, and nothing else passes. */
    public static String name(String identifier) {
        if (!identifier.matches("[a-z0-9_]{1,63}")) {
            throw new IllegalArgumentException("not a name of ours: " + identifier);
        }
        return '"' + identifier + '"';
    }

    /** A string literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Several statements that have their effect together or not at all. */
    public static void transaction(Connection connection, List<String> statements) throws SQLException {
        transaction(connection, statements, () -> {});
    }

    /** The same; {@code last} is called before the commit, and throws to have everything rolled back. */
    static void transaction(Connection connection, List<String> statements, Runnable last) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (String sql : statements) {
                execute(connection, sql);
            }
            last.run();
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The one value that a query gives. */
    public static boolean is(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Whether anybody holds an advisory lock in the database of the connection. */
    static boolean isLocked(Connection connection, long lock) throws SQLException {
        return is(
                connection,
                "select exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and granted"
                        + " and (classid::bigint << 32 | objid::bigint) = " + lock + ")");
    }

    /** The databases of a server whose names begin alike, in order. */
    public static List<String> databases(Connection connection, String prefix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select datname from pg_database where starts_with(datname, ?) order by datname")) {
            statement.setString(1, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    /** Whether a query with one parameter finds anything. */
    public static boolean exists(Connection connection, String query, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
