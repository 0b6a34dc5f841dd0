package com.helpdeskly.provisioning.control;

import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The template database of each server: migrated once per schema version, named after the fingerprint of the
 * migrations, and closed to connections from then on, since a database can only be copied while nobody is connected to
 * it. It describes itself: its comment holds the structure that every copy must have, and the mark {@code IS_TEMPLATE}
 * says, in the same transaction, that it is complete. Nodes that need it at the same time wait for each other by an
 * advisory lock on the server.
 */
@ApplicationScoped
public class Templates {
    private static final System.Logger LOG = System.getLogger(Templates.class.getName());
    private static final String PREFIX = "helpdeskly_template_";
    private static final String MIGRATION = "migration ";
    private static final long BUILD_LOCK = 0x48656c7064736b31L;
    private static final String COMPLETE =
            "select shobj_description(oid, 'pg_database') from pg_database where datname = ? and datistemplate";

    private final TenantSchema schema = new TenantSchema();

    /** Since when an outdated template of a server is unused, by {@link System#nanoTime}. Guarded by itself. */
    private final Map<DatabaseAddress, Map<String, Long>> unused = new ConcurrentHashMap<>();

    /** The templates known to be complete. Guarded by itself. */
    private final Map<DatabaseAddress, Template> known = new ConcurrentHashMap<>();

    private ProvisionerConnections connections;

    protected Templates() {}

    @Inject
    public Templates(ProvisionerConnections connections) {
        this.connections = connections;
    }

    /**
     * A complete template.
     *
     * @param database its name
     * @param structure what {@link TenantSchema#structure} finds in it
     */
    public record Template(String database, List<String> structure) {}

    /** The schema that the templates have. */
    public TenantSchema schema() {
        return schema;
    }

    /** What the template of this release is called, on every server. */
    public String name() {
        return PREFIX + schema.fingerprint();
    }

    /** Whether a server has the complete template of this release. */
    public boolean exists(DatabaseAddress server) throws SQLException {
        try (Connection admin = connections.toServer(server)) {
            return find(admin, name()) != null;
        }
    }

    /** The template of a server, made now if it is not there yet, which takes about a second. */
    public Template of(DatabaseAddress server, Connection admin) throws SQLException {
        Template template = known.get(server);
        if (template == null) {
            template = findOrBuild(server, admin);
            known.put(server, template);
        }
        return template;
    }

    /** The same where no connection is at hand. */
    public Template of(DatabaseAddress server) throws SQLException {
        Template template = known.get(server);
        if (template != null) {
            return template;
        }
        try (Connection admin = connections.toServer(server)) {
            return of(server, admin);
        }
    }

    /** The template of this release, if the server has it. */
    public Optional<Template> find(Connection admin) throws SQLException {
        return Optional.ofNullable(find(admin, name()));
    }

    /** Whether a node is just building the template of a server. */
    public boolean isBeingBuilt(Connection admin) throws SQLException {
        return Ddl.isLocked(admin, BUILD_LOCK);
    }

    /** Builds the template of a server that has lost it. */
    public void renew(DatabaseAddress server) throws SQLException {
        known.remove(server);
        of(server);
    }

    /** The complete templates of earlier releases. */
    public List<String> outdated(Connection admin) throws SQLException {
        List<String> outdated = new ArrayList<>();
        for (String database : Ddl.databases(admin, PREFIX)) {
            Template template = database.equals(name()) ? null : find(admin, database);
            if (template != null && versionOf(template) <= Integer.parseInt(schema.version())) {
                outdated.add(database);
            }
        }
        return outdated;
    }

    private static int versionOf(Template template) {
        return template.structure().stream()
                .filter(line -> line.startsWith(MIGRATION))
                .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                .max()
                .orElse(0);
    }

    /** Drops the template of an earlier release. */
    public void drop(DatabaseAddress server, String outdated) throws SQLException {
        try (Connection admin = connections.toServer(server)) {
            if (outdated(admin).contains(outdated)) {
                Ddl.execute(admin, "alter database " + Ddl.name(outdated) + " with is_template false");
                Ddl.execute(admin, "drop database " + Ddl.name(outdated) + " with (force)");
            }
        }
    }

    /**
     * Drops the templates of earlier releases that are unused: no node of their release has been connected to the server,
     * whenever this was called, for so long.
     *
     * @param time must be longer than a node's connections to a server may be away
     */
    void dropUnused(DatabaseAddress server, Duration time) throws SQLException {
        List<String> candidates = new ArrayList<>();
        try (Connection admin = connections.toServer(server)) {
            for (String template : outdated(admin)) {
                String release = ProvisionerConnections.applicationName(template.substring(PREFIX.length()));
                if (!Ddl.exists(admin, "select 1 from pg_stat_activity where application_name = ?", release)) {
                    candidates.add(template);
                }
            }
        }
        Map<String, Long> since = unused.computeIfAbsent(server, key -> new ConcurrentHashMap<>());
        since.keySet().retainAll(candidates);
        for (String template : candidates) {
            Long first = since.putIfAbsent(template, System.nanoTime());
            if (first != null && System.nanoTime() - first >= time.toNanos()) {
                LOG.log(Level.INFO, "Dropping the template {0} on {1}, which nobody uses", template, server);
                drop(server, template);
            }
        }
    }

    /** Makes a database like the template, closed to connections. */
    void copy(DatabaseAddress server, Connection admin, String name) throws SQLException {
        String template = of(server, admin).database();
        try {
            Ddl.execute(
                    admin,
                    "create database " + Ddl.name(name) + " template " + Ddl.name(template)
                            + " strategy wal_log allow_connections false");
        } catch (SQLException failure) {
            known.remove(server);
            throw failure;
        }
    }

    /**
     * Makes sure that a database has the template's structure.
     *
     * @throws CheckFailed when something is missing, or more than there should be
     */
    void check(Connection database, Template template) throws SQLException {
        difference(database, template).ifPresent(difference -> {
            throw new CheckFailed(difference);
        });
    }

    /** What a database has and the template has not, or the other way round, in a sentence for operators. */
    public Optional<String> difference(Connection database, Template template) throws SQLException {
        List<String> found = schema.structure(database);
        if (found.equals(template.structure())) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>(template.structure());
        missing.removeAll(found);
        List<String> strange = new ArrayList<>(found);
        strange.removeAll(template.structure());
        return Optional.of("The database does not have the structure of this release; missing: " + missing
                + ", unexpected: " + strange + ".");
    }

    private Template findOrBuild(DatabaseAddress server, Connection admin) throws SQLException {
        String name = name();
        Template found = find(admin, name);
        if (found != null) {
            return found;
        }
        Ddl.execute(admin, "select pg_advisory_lock(" + BUILD_LOCK + ")");
        try {
            found = find(admin, name);
            return found != null ? found : build(server, admin, name);
        } finally {
            Ddl.execute(admin, "select pg_advisory_unlock(" + BUILD_LOCK + ")");
        }
    }

    private Template find(Connection admin, String name) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement(COMPLETE)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getString(1) != null
                        ? new Template(name, rows.getString(1).lines().toList())
                        : null;
            }
        }
    }

    private Template build(DatabaseAddress server, Connection admin, String name) throws SQLException {
        LOG.log(Level.INFO, "Building the template {0} on {1}", name, server);
        Ddl.execute(admin, "drop database if exists " + Ddl.name(name) + " with (force)");
        Ddl.execute(admin, "create database " + Ddl.name(name) + " template template0 encoding 'UTF8'");
        Ddl.execute(admin, "revoke all on database " + Ddl.name(name) + " from public");
        var database = connections.database(server, name);
        schema.migrate(database);
        List<String> structure;
        try (Connection connection = database.getConnection()) {
            PlannerStatistics.prepare(connection);
            structure = schema.structure(connection);
        }
        complete(admin, name, structure);
        return new Template(name, structure);
    }

    private static void complete(Connection admin, String name, List<String> structure) throws SQLException {
        Ddl.transaction(
                admin,
                List.of(
                        "comment on database " + Ddl.name(name) + " is " + Ddl.literal(String.join("\n", structure)),
                        "alter database " + Ddl.name(name) + " with is_template true allow_connections false"));
    }
}
