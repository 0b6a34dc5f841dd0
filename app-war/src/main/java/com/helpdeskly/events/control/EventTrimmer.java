package com.helpdeskly.events.control;

import com.helpdeskly.events.entity.EventTrim;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.tenancy.control.ServedTenant;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Removes old events of the tenants in which this node has written some, one tenant after the other, once a minute. Where it
 * does not come to it, the next who writes has it done.
 *
 * <p>{@code noted} is safe for many threads by itself.
 */
@ApplicationScoped
public class EventTrimmer {
    private static final System.Logger LOG = System.getLogger(EventTrimmer.class.getName());
    private static final long EVERY_SECONDS = 60;

    /** The version and the variant of a UUIDv7. */
    private static final long VERSION_7 = 0x7000L;

    private static final long LEAST_OF_VARIANT = 0x8000_0000_0000_0000L;
    private static final int MILLIS_SHIFT = 16;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    private TenantDirectory directory;

    @Inject
    private EventRows rows;

    @Inject
    private EventSettings settings;

    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private ScheduledFuture<?> task;

    @PostConstruct
    void start() {
        task = executor.scheduleWithFixedDelay(this::trimAll, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        task.cancel(false);
    }

    /** Events were written. */
    void note(String slug) {
        noted.add(slug);
    }

    private void trimAll() {
        for (String slug : List.copyOf(noted)) {
            noted.remove(slug);
            try {
                directory.find(new Slug(slug)).filter(ServedTenant::isServed).ifPresent(this::trim);
            } catch (RuntimeException busy) {
                LOG.log(Level.DEBUG, "events of {0} are trimmed another time: {1}", slug, busy.getMessage());
            }
        }
    }

    /** Removes whole transactions, so that of what comes behind a position either all is there or it is known to be lost. */
    private void trim(TenantEntry tenant) {
        rows.read(tenant, reading -> {
            EntityManager em = reading.entityManager();
            Instant oldest = Instant.now().minus(settings.keptFor());
            Stream.concat(lastBefore(em, oldest).stream(), lastBeyond(em, settings.kept()).stream())
                    .max(Long::compare)
                    .ifPresent(last -> trim(em, last + 1));
            return null;
        });
    }

    private static List<Long> lastBefore(EntityManager em, Instant time) {
        UUID first = new UUID(time.toEpochMilli() << MILLIS_SHIFT | VERSION_7, LEAST_OF_VARIANT);
        return em.createQuery(
                        "select e.transaction from TicketEvent e where e.id < :first order by e.id desc", Long.class)
                .setParameter("first", first)
                .setMaxResults(1)
                .getResultList();
    }

    private static List<Long> lastBeyond(EntityManager em, int kept) {
        return em.createQuery(
                        "select e.transaction from TicketEvent e order by e.transaction desc, e.id desc", Long.class)
                .setFirstResult(kept)
                .setMaxResults(1)
                .getResultList();
    }

    private static void trim(EntityManager manager, long below) {
        new UnitOfWork(manager).write(em -> {
            EventTrim trim = em.createQuery("select t from EventTrim t", EventTrim.class)
                    .getResultStream()
                    .findFirst()
                    .orElseGet(EventTrim::new);
            trim.to(below);
            em.persist(trim);
            return em.createQuery("delete from TicketEvent e where e.transaction < :below")
                    .setParameter("below", below)
                    .executeUpdate();
        });
    }
}
