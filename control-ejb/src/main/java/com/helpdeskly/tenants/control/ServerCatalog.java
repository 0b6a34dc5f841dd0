package com.helpdeskly.tenants.control;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.controldb.control.ControlDatabase;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts the first PostgreSQL server into the catalog at start, and follows its address when that changes.
 *
 * <ul>
 *   <li>{@code helpdeskly.tenant-db.host} (localhost): the host of the server named {@code default}.
 *   <li>{@code helpdeskly.tenant-db.port} (5432, 1..65535): where it listens.
 *   <li>{@code helpdeskly.tenant-db.capacity} (10000, 0..1000000): how many tenants it may hold; a further one is refused with 503. Each
 *       node counts every 5 s, so there may be a few more.
 * </ul>
 */
@Singleton
@Startup
@DependsOn(ControlDatabase.NAME)
public class ServerCatalog {
    private static final String DEFAULT = "default";

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    @ConfigProperty(name = "helpdeskly.tenant-db.host", defaultValue = "localhost")
    private String host;

    @Inject
    @ConfigProperty(name = "helpdeskly.tenant-db.port", defaultValue = "5432")
    private int port;

    @Inject
    @ConfigProperty(name = "helpdeskly.tenant-db.capacity", defaultValue = "10000")
    private int capacity;

    @PostConstruct
    void enter() {
        Settings.within("helpdeskly.tenant-db.port", port, 1, 65_535);
        Settings.within("helpdeskly.tenant-db.capacity", capacity, 0, 1_000_000);
        em.createNativeQuery("""
                        insert into database_servers (id, name, host, port, capacity, accepts_new, created_at)
                        values (cast(?1 as uuid), ?2, ?3, ?4, ?5, true, now())
                        on conflict (name) do update set host = excluded.host, port = excluded.port,
                                                         capacity = excluded.capacity
                        """)
                .setParameter(1, UuidCreator.getTimeOrderedEpoch().toString())
                .setParameter(2, DEFAULT)
                .setParameter(3, host)
                .setParameter(4, port)
                .setParameter(5, capacity)
                .executeUpdate();
    }

    /** All servers, by name. */
    public List<DatabaseServer> servers() {
        return em.createQuery("select s from DatabaseServer s order by s.name", DatabaseServer.class)
                .getResultList();
    }
}
