package com.helpdeskly.tickets.control;

import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The conditions of a query, joined by {@code and}, with their parameters. Its text depends on the kind of the conditions
 * alone and never on their values, so that the few texts there are stay parsed and planned.
 */
final class JpqlConditions {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    JpqlConditions and(String condition) {
        text.append(" and ").append(condition);
        return this;
    }

    JpqlConditions and(String condition, String parameter, Object value) {
        parameters.put(parameter, value);
        return and(condition);
    }

    /** One of the values; each has its own placeholder, as a list for one placeholder would be planned anew every time. */
    JpqlConditions andIn(String path, String parameter, Collection<?> values) {
        text.append(" and ").append(path).append(" in (");
        int index = 0;
        for (Object value : values) {
            String name = parameter + index;
            text.append(index == 0 ? ":" : ", :").append(name);
            parameters.put(name, value);
            index++;
        }
        text.append(')');
        return this;
    }

    String text() {
        return text.toString();
    }

    <T> TypedQuery<T> bind(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
