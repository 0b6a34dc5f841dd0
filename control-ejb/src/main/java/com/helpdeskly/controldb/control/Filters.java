package com.helpdeskly.controldb.control;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The optional conditions of a list query: what the caller did not ask for does not become part of the JPQL. */
public final class Filters {
    private final List<String> rules = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds a condition, unless its value is {@code null}.
     *
     * @param rule JPQL with one parameter, for example {@code j.kind = :kind}
     * @param parameter the parameter's name
     */
    public Filters and(String rule, String parameter, Object value) {
        if (value != null) {
            rules.add("(" + rule + ")");
            values.put(parameter, value);
        }
        return this;
    }

    /** The query {@code <select> where <conditions> <order>} with its values set. */
    public <T> TypedQuery<T> query(EntityManager em, String select, String order, Class<T> type) {
        String where = rules.isEmpty() ? "" : " where " + String.join(" and ", rules);
        TypedQuery<T> query = em.createQuery(select + where + " " + order, type);
        values.forEach(query::setParameter);
        return query;
    }
}
