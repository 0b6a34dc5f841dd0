package com.helpdeskly.system.harness;

import com.helpdeskly.launcher.boundary.Stack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into PostgreSQL, and breaks it, past the product. */
public record Superuser(Stack stack) {
    /** The control database. */
    public static final String CONTROL = "helpdeskly_control";

    /** Runs statements in a database. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = stack.postgres().connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of what a query finds in a database. */
    public List<String> column(String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = stack.postgres().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** The name of a tenant's database, which is its role's name too. */
    public String databaseOf(String slug) throws SQLException {
        return column(CONTROL, "select database_name from tenants where slug = '" + slug + "'")
                .get(0);
    }

    /** Lets nobody but a superuser into a database any more, and ends the sessions that are there. */
    public void shut(String database) throws SQLException {
        execute(
                "postgres",
                "alter database " + database + " with allow_connections false",
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database + "'");
    }

    /** Lets a database have no sessions, as a server that is full does, and ends those that are there. */
    public void crowdOut(String database) throws SQLException {
        execute(
                "postgres",
                "alter database " + database + " with connection limit 0",
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database + "'");
    }

    /** Lets everybody in again. */
    public void reopen(String database) throws SQLException {
        execute("postgres", "alter database " + database + " with allow_connections true connection limit -1");
    }

    /** Ends a session in a database, any. @return whether there was one */
    public boolean killOne(String database) throws SQLException {
        return column(
                        "postgres",
                        "select pg_terminate_backend(pid) from (select pid from pg_stat_activity where datname = '"
                                + database + "' order by random() limit 1) one")
                .contains("t");
    }
}
