package com.helpdeskly.schema.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The schema of a tenant's database as this release knows it: its migrations, their fingerprint, and the structure that
 * they lead to. The role {@value #SERVING_ROLE} must exist on the server before a database is migrated; it holds what
 * a tenant's login role may do, and nothing that changes the schema.
 */
public final class TenantSchema {
    /** The group role whose members may read and write tickets, and may not change the schema. */
    public static final String SERVING_ROLE = "helpdeskly_serving";

    /** In the order in which they run; a test holds this list equal to the folder. */
    static final List<String> MIGRATIONS = List.of("V1__users_tickets_comments.sql", "V2__answered_requests.sql");

    /** Everything that makes the structure: one line each, in a fixed order. Checked against PostgreSQL 16 to 18. */
    private static final String STRUCTURE = """
            select line from (
              select format('table %s', c.relname) as line
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              union all
              select format('sequence %s', c.relname)
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
              union all
              select format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                            case when a.attnotnull then ' not null' else '' end,
                            coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
               where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              union all
              select pg_get_indexdef(i.indexrelid)
                from pg_index i join pg_class c on c.oid = i.indrelid
               where c.relnamespace = 'public'::regnamespace and i.indisvalid
              union all
              select format('constraint %s on %s %s', k.conname, k.conrelid::regclass, pg_get_constraintdef(k.oid))
                from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype <> 'n'
              union all
              select format('grant %s on %s to %s', g.privilege_type, c.relname, g.grantee::regrole)
                from pg_class c, aclexplode(c.relacl) g
               where c.relnamespace = 'public'::regnamespace and g.grantee = '%1$s'::regrole
            ) lines order by line collate "C"
            """.replace("%1$s", SERVING_ROLE);

    private static final String HISTORY =
            "select format('migration %s %s', version, checksum) from flyway_schema_history where success order by installed_rank";

    private static final String INSTALLED =
            "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history where success";

    private final String fingerprint;
    private final String version;
    private final MigrationHistory history;

    /** Reads the migrations on the class path; touches no database. */
    public TenantSchema() {
        List<MigrationScript> scripts =
                MIGRATIONS.stream().map(MigrationScript::read).toList();
        MessageDigest digest = sha256();
        for (MigrationScript script : scripts) {
            digest.update(script.name().getBytes(StandardCharsets.UTF_8));
            digest.update(script.sql().getBytes(StandardCharsets.UTF_8));
        }
        this.fingerprint = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        this.version = scripts.get(scripts.size() - 1).version();
        this.history = new MigrationHistory(scripts);
    }

    /** Twelve hexadecimal digits that change whenever a migration is added or edited. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The version that a migrated database has, for example {@code 1}. */
    public String version() {
        return version;
    }

    /** The number of {@link #version()}. */
    public int number() {
        return Integer.parseInt(version);
    }

    /** Brings a database to {@link #version()}. The data source must lead directly to PostgreSQL, not to a pooler. */
    public void migrate(DataSource database) {
        migrate(database, number());
    }

    /** Brings a database to a version of this release or of an earlier one; one that is further stays as it is. */
    public void migrate(DataSource database, int target) {
        Flyway.configure(TenantSchema.class.getClassLoader())
                .locations("classpath:db/tenant")
                .dataSource(database)
                .failOnMissingLocations(true)
                .callbackLocations("classpath:db/tenant")
                .target(String.valueOf(target))
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    /**
     * The same for a database that was migrated before, over a connection to it: as fast as the statements themselves, and
     * wholly or not at all.
     *
     * @return false when its history is not what this release expects, or a migration cannot run in a transaction: nothing
     *     was done, and {@link #migrate(DataSource, int)} does it or tells why not
     */
    public boolean advance(Connection database, int target) throws SQLException {
        return history.advance(database, target);
    }

    /**
     * The version that a database has, by its own history.
     *
     * @return 0 for none
     */
    public int installed(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSTALLED);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /**
     * The tables, columns, sequences, indexes, constraints, grants and applied migrations of a database, a line each.
     * Two databases of the same schema have equal lists.
     */
    public List<String> structure(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String query : List.of(STRUCTURE, HISTORY)) {
            try (PreparedStatement statement = connection.prepareStatement(query);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
