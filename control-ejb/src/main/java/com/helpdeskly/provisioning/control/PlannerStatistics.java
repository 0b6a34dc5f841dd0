package com.helpdeskly.provisioning.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What PostgreSQL's planner knows of the tables of a new tenant, before autovacuum has counted them for the first time.
 * Copies of a database take it over.
 */
final class PlannerStatistics {
    /** The first release that takes statistics instead of counting. */
    private static final int TAKES_STATISTICS = 18;

    private static final String WITH_ROWS = """
            select string_agg(cast(cast(oid as regclass) as text), ', ') from pg_class
             where relkind = 'r' and not relisshared and pg_relation_size(oid) > 0
            """;

    private static final String EXPECT = """
            select pg_restore_attribute_stats(
                     'schemaname', 'public', 'relname', cast(t.relname as text), 'attname', cast(c.attname as text),
                     'inherited', false, 'null_frac', cast(case c.attname when 'deleted_at' then 1 else 0 end as real),
                     'avg_width', 16, 'n_distinct', cast(1 as real))
              from pg_class t join pg_attribute c on c.attrelid = t.oid
             where t.relkind = 'r' and t.relnamespace = cast('public' as regnamespace)
               and c.attname in ('tenant_id', 'deleted_at')
            """;

    private PlannerStatistics() {}

    /** Prepares a database that has its tables, from which others are copied. */
    static void prepare(Connection template) throws SQLException {
        vacuum(template);
        if (template.getMetaData().getDatabaseMajorVersion() >= TAKES_STATISTICS) {
            expect(template);
        }
    }

    /**
     * Spares every copy the work on what is in it already. Empty tables are left out: of a table that was never vacuumed
     * PostgreSQL assumes ten pages, and looks its rows up by their index. Of one known to be empty it would read the whole,
     * also for foreign keys, in each session that planned so, until the next round of autovacuum tells it how much came in.
     */
    private static void vacuum(Connection template) throws SQLException {
        try (Statement statement = template.createStatement();
                ResultSet tables = statement.executeQuery(WITH_ROWS)) {
            tables.next();
            Ddl.execute(template, "vacuum (freeze, analyze) " + tables.getString(1));
        }
    }

    /**
     * Tells what counting would find: one tenant in each table, hardly anything deleted. Without it a condition that all
     * rows fulfil is taken for one that hardly any does, and a page is read by sorting the whole table; in a small one, as
     * of a company's users, for ever, since autovacuum counts from fifty changed rows on.
     */
    private static void expect(Connection template) throws SQLException {
        Ddl.execute(template, EXPECT);
    }
}
