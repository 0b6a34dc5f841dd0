package com.helpdeskly.provisioning.control;

import com.helpdeskly.provisioning.control.Templates.Template;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Ready copies of the template on each server: with one of them, making a tenant's database is a rename. What is there
 * is told by the server alone, by the databases' names: a copy gets the name of a ready one when it has been checked, in
 * the transaction that closes it to connections, and whoever gives it another name first has it.
 *
 * <p>{@code lastClaim} is written and read by any thread, and only its latest value matters.
 */
@ApplicationScoped
public class Stock {
    private static final String READY = "helpdeskly_stock_";
    private static final String UNFINISHED = "helpdeskly_filling_";
    static final long FILL_LOCK = 0x48656c7064736b32L;

    /** Somebody else was faster ({@code undefined_database}), or is just looking at it ({@code object_in_use}). */
    private static final Set<String> NOT_OURS = Set.of("3D000", "55006");

    private static final SecureRandom RANDOM = new SecureRandom();

    private ProvisionerConnections connections;
    private Templates templates;
    private volatile long lastClaim = System.nanoTime();

    protected Stock() {}

    @Inject
    public Stock(ProvisionerConnections connections, Templates templates) {
        this.connections = connections;
        this.templates = templates;
    }

    /** How many copies are ready on a server. */
    public int ready(DatabaseAddress server) throws SQLException {
        try (Connection admin = connections.toServer(server)) {
            return ready(admin).size();
        }
    }

    /** The copies of earlier releases. */
    public List<String> outdated(Connection admin) throws SQLException {
        int own = Integer.parseInt(templates.schema().version());
        List<String> outdated = Ddl.databases(admin, READY);
        outdated.removeIf(copy -> copy.startsWith(prefix()) || versionOf(copy) > own);
        return outdated;
    }

    /** Whether a node is just filling the stock of a server. */
    public boolean isBeingFilled(Connection admin) throws SQLException {
        return Ddl.isLocked(admin, FILL_LOCK);
    }

    /** Has the stocks of this node looked after soon, as if a copy had been taken. */
    public void lookSoon() {
        lastClaim = System.nanoTime();
    }

    /** How long ago a copy was last asked for. */
    Duration quietFor() {
        return Duration.ofNanos(System.nanoTime() - lastClaim);
    }

    /**
     * Gives a ready copy a name and does further statements, all in one transaction.
     *
     * @return whether there was one
     */
    boolean claim(Connection admin, String name, List<String> further) throws SQLException {
        lastClaim = System.nanoTime();
        List<String> copies = ready(admin);
        Collections.shuffle(copies, RANDOM);
        for (String copy : copies) {
            try {
                Ddl.transaction(
                        admin,
                        Stream.concat(Stream.of(rename(copy, name)), further.stream())
                                .toList());
                return true;
            } catch (SQLException failure) {
                if (!NOT_OURS.contains(failure.getSQLState())) {
                    throw failure;
                }
            }
        }
        return false;
    }

    /**
     * Brings a server's stock to its size, one copy after the other, and removes what earlier releases and dead nodes
     * left. Stops early when copies are asked for. Does nothing while another node is at it.
     *
     * @param size how many copies there are to be
     */
    void fill(DatabaseAddress server, int size) throws SQLException {
        try (Connection admin = connections.toServer(server)) {
            if (!Ddl.is(admin, "select pg_try_advisory_lock(" + FILL_LOCK + ")")) {
                return;
            }
            try {
                if (isOfTheLatestRelease(admin)) {
                    clean(admin);
                    addCopies(server, admin, size);
                }
            } finally {
                Ddl.execute(admin, "select pg_advisory_unlock(" + FILL_LOCK + ")");
            }
        }
    }

    /** While nodes of two releases run, those of the later one keep the stock. */
    private boolean isOfTheLatestRelease(Connection admin) throws SQLException {
        int own = Integer.parseInt(templates.schema().version());
        return Ddl.databases(admin, READY).stream().allMatch(copy -> versionOf(copy) <= own);
    }

    private void clean(Connection admin) throws SQLException {
        dropAll(admin, Ddl.databases(admin, UNFINISHED));
        List<String> outdated = Ddl.databases(admin, READY);
        outdated.removeAll(ready(admin));
        dropAll(admin, outdated);
    }

    private void addCopies(DatabaseAddress server, Connection admin, int wanted) throws SQLException {
        long claimed = lastClaim;
        List<String> copies = ready(admin);
        dropAll(admin, copies.subList(Math.min(wanted, copies.size()), copies.size()));
        for (int size = copies.size(); size < wanted && claimed == lastClaim; size++) {
            addCopy(server, admin);
        }
    }

    private void addCopy(DatabaseAddress server, Connection admin) throws SQLException {
        String id = HexFormat.of().toHexDigits(RANDOM.nextLong());
        String copy = UNFINISHED + id;
        Template template = templates.of(server, admin);
        templates.copy(server, admin, copy);
        Ddl.transaction(
                admin,
                List.of(
                        "revoke all on database " + Ddl.name(copy) + " from public",
                        "alter database " + Ddl.name(copy) + " with allow_connections true"));
        // The first connection also leaves the caches behind that make every later one fast.
        try (Connection connection = connections.database(server, copy).getConnection()) {
            templates.check(connection, template);
        }
        Ddl.transaction(
                admin,
                List.of(
                        "alter database " + Ddl.name(copy) + " with allow_connections false",
                        rename(copy, prefix() + id)));
    }

    /** The copies that are ready. */
    public List<String> ready(Connection admin) throws SQLException {
        return Ddl.databases(admin, prefix());
    }

    private String prefix() {
        return READY + templates.schema().version() + "_" + templates.schema().fingerprint() + "_";
    }

    private static int versionOf(String copy) {
        return Integer.parseInt(copy.substring(READY.length(), copy.indexOf('_', READY.length())));
    }

    private static String rename(String from, String to) {
        return "alter database " + Ddl.name(from) + " rename to " + Ddl.name(to);
    }

    private static void dropAll(Connection admin, List<String> databases) throws SQLException {
        for (String database : databases) {
            Ddl.execute(admin, "drop database if exists " + Ddl.name(database) + " with (force)");
        }
    }
}
