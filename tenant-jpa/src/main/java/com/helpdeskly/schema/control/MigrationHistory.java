package com.helpdeskly.schema.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs migrations as Flyway would and enters them into its history, over one connection and in one transaction. Flyway
 * itself opens several and looks at the whole database each time, which takes longer than the statements. It is asked for
 * everything that is not plainly the next migration of a history that fits.
 */
final class MigrationHistory {
    /** The lock keeps Flyway and other nodes from entering anything meanwhile. */
    private static final String LOCKED_ENTRIES = """
            lock table flyway_schema_history in exclusive mode;
            select version, checksum, type, success from flyway_schema_history order by installed_rank
            """;

    private static final String ENTER = """
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            values (?, ?, ?, 'SQL', ?, ?, current_user, ?, true)
            """;

    private final List<MigrationScript> scripts;

    MigrationHistory(List<MigrationScript> scripts) {
        this.scripts = scripts;
    }

    /**
     * Brings a database from one of the versions to a later one: wholly, or not at all.
     *
     * @return false when that is for Flyway to do or to refuse; nothing was done then
     */
    boolean advance(Connection database, int target) throws SQLException {
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            int applied = applied(statement);
            boolean fits = applied > 0;
            for (int i = applied; fits && i < scripts.size() && scripts.get(i).number() <= target; i++) {
                fits = scripts.get(i).isTransactional();
                if (fits) {
                    run(database, statement, i);
                }
            }
            if (fits) {
                database.commit();
            } else {
                database.rollback();
            }
            return fits;
        } catch (SQLException failure) {
            database.rollback();
            throw failure;
        } finally {
            database.setAutoCommit(true);
        }
    }

    /** @return how many of the scripts were run, -1 when the history says something else */
    private int applied(Statement statement) throws SQLException {
        int applied = 0;
        statement.execute(LOCKED_ENTRIES);
        statement.getMoreResults();
        try (ResultSet entries = statement.getResultSet()) {
            while (entries.next()) {
                if (applied == scripts.size() || !isOf(scripts.get(applied), entries)) {
                    return -1;
                }
                applied++;
            }
        }
        return applied;
    }

    private static boolean isOf(MigrationScript script, ResultSet entry) throws SQLException {
        return script.version().equals(entry.getString(1))
                && script.checksum() == entry.getInt(2)
                && "SQL".equals(entry.getString(3))
                && entry.getBoolean(4);
    }

    private void run(Connection database, Statement statement, int index) throws SQLException {
        MigrationScript script = scripts.get(index);
        long start = System.nanoTime();
        statement.execute(script.sql());
        try (PreparedStatement entry = database.prepareStatement(ENTER)) {
            entry.setInt(1, index + 1);
            entry.setString(2, script.version());
            entry.setString(3, script.description());
            entry.setString(4, script.name());
            entry.setInt(5, script.checksum());
            entry.setInt(6, (int) ((System.nanoTime() - start) / 1_000_000));
            entry.executeUpdate();
        }
    }
}
