package com.helpdeskly.persistence.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

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

    private final Cache<EntityManagerFactory, Set<String>> named =
            Caffeine.newBuilder().weakKeys().build();

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
        for (int step : LIMITS) {
            if (limit <= step) {
                String name = step + " of " + jpql;
                if (isNamed(entityManager, name, jpql, step)) {
                    return entityManager.createNamedQuery(name, type);
                }
                break;
            }
        }
        return entityManager.createQuery(jpql, type).setMaxResults(limit);
    }

    private boolean isNamed(EntityManager entityManager, String name, String jpql, int limit) {
        EntityManagerFactory factory = entityManager.getEntityManagerFactory();
        Set<String> names = named.get(factory, any -> ConcurrentHashMap.newKeySet());
        if (!names.contains(name) && names.size() < NAMED) {
            // As a hint the limit becomes a part of what is kept; setMaxResults would be applied to each use.
            factory.addNamedQuery(name, entityManager.createQuery(jpql).setHint("eclipselink.jdbc.max-rows", limit));
            names.add(name);
        }
        return names.contains(name);
    }
}
