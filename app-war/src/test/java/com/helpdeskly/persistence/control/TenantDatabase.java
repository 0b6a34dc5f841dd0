package com.helpdeskly.persistence.control;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A tenant's database in a real, embedded PostgreSQL, with the schema, the identity row and the serving role that a
 * provisioned tenant has. Register it as an extension in an instance field: each test then has a database of its own.
 * The server is shared by all tests of a run and ends with the JVM.
 */
public final class TenantDatabase implements AfterEachCallback {
    private static final String SERVING_ROLE = "tenant_under_test";
    private static final String TEMPLATE = "tenant_template";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final UUID tenantId = UUID.randomUUID();
    private final String name = "tenant" + DATABASES.incrementAndGet();
    private final CountingDataSource serving;
    private final EntityManagerFactory factory;

    public TenantDatabase() {
        execute(SERVER.getPostgresDatabase(), "create database " + name + " template " + TEMPLATE);
        execute(owner(), "insert into tenant_identity (tenant_id) values ('" + tenantId + "')");
        this.serving = new CountingDataSource(servingDataSource());
        this.factory = factoryOf(tenantId);
    }

    public UUID tenantId() {
        return tenantId;
    }

    public EntityManager entityManager() {
        return factory.createEntityManager();
    }

    /** A unit of work with an EntityManager of its own, as a request has one. */
    public UnitOfWork unitOfWork() {
        return new UnitOfWork(entityManager());
    }

    /** A client of this database that believes it to be the given tenant's; closed by the caller. */
    public EntityManagerFactory factoryOf(UUID tenant) {
        return Persistence.createEntityManagerFactory(
                "tenant",
                Map.of(
                        "jakarta.persistence.nonJtaDataSource",
                        serving,
                        "eclipselink.session-name",
                        name + "-" + tenant,
                        TenantOwned.TENANT_PROPERTY,
                        tenant.toString()));
    }

    /** Stores a user of that role, whose e-mail address begins with the name. */
    public User user(String name, Role role) {
        return unitOfWork().write(em -> {
            User user = new User(new EmailAddress(name + "@example.com"), name, role);
            em.persist(user);
            return user;
        });
    }

    /** The statements that were sent to the database while the work ran. */
    public int statementsOf(Runnable work) {
        int before = serving.statements();
        work.run();
        return serving.statements() - before;
    }

    /** Runs SQL as the role that serves requests. */
    public void executeAsServingRole(String sql) throws SQLException {
        try (Connection connection = serving.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection of the role that owns the database, closed by the caller. */
    public Connection connect() throws SQLException {
        return owner().getConnection();
    }

    /** Ends all connections to this database at the server, as a restart of it would. */
    public void endAllOtherConnections() {
        execute(
                owner(),
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        factory.close();
    }

    private DataSource owner() {
        return SERVER.getDatabase("postgres", name);
    }

    private DataSource servingDataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {SERVER.getPort()});
        source.setDatabaseName(name);
        source.setUser(SERVING_ROLE);
        source.setPassword(SERVING_ROLE);
        source.setStringType("unspecified");
        return source;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            DataSource postgres = server.getPostgresDatabase();
            execute(postgres, "create role helpdeskly_serving nologin");
            execute(
                    postgres,
                    "create role " + SERVING_ROLE + " login password '" + SERVING_ROLE
                            + "' in role helpdeskly_serving");
            execute(postgres, "create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(server.getDatabase("postgres", TEMPLATE))
                    .locations("classpath:db/tenant")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
