package com.helpdeskly.persistence.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes queries that read a limited number of rows. EclipseLink translates a query anew each time that it gets a limit
 * for the first time, which costs more than running it. A named query has had its first limit when it was named: so
 * the first {@value #NAMED} texts of each factory become named queries, which are translated once.
 */
@ApplicationScoped
public class LimitedQueries {
    private static final int NAMED = 64;

    private final Cache<EntityManagerFactory, Set<String>> named =
            Caffeine.newBuilder().weakKeys().build();

    /**
     * A query with a limit.
     *
     * @param jpql a text with parameters instead of values, so that there are few different ones
     * @param limit most rows, at least 1
     */
    public <T> TypedQuery<T> create(EntityManager entityManager, String jpql, Class<T> type, int limit) {
        TypedQuery<T> query = isNamed(entityManager, jpql)
                ? entityManager.createNamedQuery(jpql, type)
                : entityManager.createQuery(jpql, type);
        return query.setMaxResults(limit);
    }

    private boolean isNamed(EntityManager entityManager, String jpql) {
        EntityManagerFactory factory = entityManager.getEntityManagerFactory();
        Set<String> names = named.get(factory, any -> ConcurrentHashMap.newKeySet());
        if (!names.contains(jpql) && names.size() < NAMED) {
            factory.addNamedQuery(jpql, entityManager.createQuery(jpql).setMaxResults(1));
            names.add(jpql);
        }
        return names.contains(jpql);
    }
}
