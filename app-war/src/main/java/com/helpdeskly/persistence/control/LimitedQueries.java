package com.helpdeskly.persistence.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Reads a limited number of rows. EclipseLink translates a projection to SQL anew whenever a limit is set on it, which
 * costs more than running it; only a named query that was given its limit beforehand stays translated. So there are named
 * queries for a few limits, which are the usual pages and the row behind them, and what one of them reads too much is cut
 * off. The first {@value #NAMED} of them are kept for each factory.
 */
@ApplicationScoped
public class LimitedQueries {
    private static final int NAMED = 64;
    private static final int[] LIMITS = {21, 51, 101};

    private final Cache<EntityManagerFactory, Names> named =
            Caffeine.newBuilder().weakKeys().build();

    /** The named queries of a factory, which EclipseLink keeps in a map that may not be read while it is written. */
    private static final class Names {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();

        /** Guarded by the lock. */
        private final Set<String> names = new HashSet<>();

        boolean haveRoomFor(String name) {
            return reading(() -> isNew(name));
        }

        private boolean isNew(String name) {
            return names.size() < NAMED && !names.contains(name);
        }

        void add(EntityManager entityManager, String name, String jpql, int limit) {
            lock.writeLock().lock();
            try {
                if (isNew(name)) {
                    // As a hint the limit becomes a part of what is kept; setMaxResults would be applied to each use.
                    Query query = entityManager.createQuery(jpql).setHint("eclipselink.jdbc.max-rows", limit);
                    entityManager.getEntityManagerFactory().addNamedQuery(name, query);
                    names.add(name);
                }
            } finally {
                lock.writeLock().unlock();
            }
        }

        <T> Optional<TypedQuery<T>> find(EntityManager entityManager, String name, Class<T> type) {
            return reading(() ->
                    names.contains(name) ? Optional.of(entityManager.createNamedQuery(name, type)) : Optional.empty());
        }

        private <T> T reading(Supplier<T> work) {
            lock.readLock().lock();
            try {
                return work.get();
            } finally {
                lock.readLock().unlock();
            }
        }
    }

    /**
     * The first rows of a query.
     *
     * @param jpql a text with parameters instead of values, so that there are few different ones
     * @param limit most rows, at least 1
     * @param bind sets the parameters
     */
    public <T> List<T> read(
            EntityManager entityManager, String jpql, Class<T> type, int limit, UnaryOperator<TypedQuery<T>> bind) {
        List<T> rows = bind.apply(query(entityManager, jpql, type, limit)).getResultList();
        return rows.size() <= limit ? rows : rows.subList(0, limit);
    }

    private <T> TypedQuery<T> query(EntityManager entityManager, String jpql, Class<T> type, int limit) {
        return IntStream.of(LIMITS)
                .filter(step -> limit <= step)
                .boxed()
                .findFirst()
                .flatMap(step -> named(entityManager, jpql, type, step))
                .orElseGet(() -> entityManager.createQuery(jpql, type).setMaxResults(limit));
    }

    private <T> Optional<TypedQuery<T>> named(EntityManager entityManager, String jpql, Class<T> type, int limit) {
        Names names = named.get(entityManager.getEntityManagerFactory(), any -> new Names());
        String name = limit + " of " + jpql;
        if (names.haveRoomFor(name)) {
            names.add(entityManager, name, jpql, limit);
        }
        return names.find(entityManager, name, type);
    }
}
