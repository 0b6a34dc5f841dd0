package com.helpdeskly.events.control;

import com.helpdeskly.connections.control.TenantConnections;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Reads a tenant's events outside of any request; a connection is held for one statement at a time. */
@ApplicationScoped
public class EventRows {
    private static final String AFTER = """
            select e.transaction, e.id, e.kind, e.ticketId, e.ticketAuthorId, e.commentId, e.actorId, e.internal, e.createdAt \
            from TicketEvent e where e.transaction < :horizon and e.transaction >= :transaction \
            and (e.transaction > :transaction or e.id > :id) order by e.transaction, e.id""";

    @Inject
    private TenantConnections connections;

    /** Work in a tenant's database. */
    interface Work<T> {
        T in(Reading reading);
    }

    /** How far can be read, and from where on everything is there. */
    record Horizon(long transaction, long trimmed) {
        /** Whether something behind the position may have been removed, or it is of another life of this database. */
        boolean hasLost(EventPosition position) {
            return position.transaction() < trimmed || position.transaction() > transaction;
        }
    }

    /** Reads, in one tenant's database. */
    static final class Reading {
        private final EntityManager em;

        Reading(EntityManager em) {
            this.em = em;
        }

        EntityManager entityManager() {
            return em;
        }

        Horizon horizon() {
            Object[] row = em.createQuery("select h.transaction, h.trimmed from EventHorizon h", Object[].class)
                    .getSingleResult();
            return new Horizon((Long) row[0], (Long) row[1]);
        }

        List<LiveEvent> after(EventPosition position, Horizon horizon, int limit) {
            return em
                    .createQuery(AFTER, Object[].class)
                    .setParameter("horizon", horizon.transaction())
                    .setParameter("transaction", position.transaction())
                    .setParameter("id", position.id())
                    .setMaxResults(limit)
                    .getResultList()
                    .stream()
                    .map(LiveEvent::of)
                    .toList();
        }
    }

    <T> T read(TenantEntry tenant, Work<T> work) {
        TenantConnections.Use use = connections.begin(tenant);
        try {
            return work.in(new Reading(use.entityManager()));
        } finally {
            use.end();
        }
    }
}
