package com.helpdeskly.persistence.entity;

import java.util.UUID;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.converters.Converter;
import org.eclipse.persistence.sessions.Session;

/**
 * Hands UUIDs to the driver and back as they are. EclipseLink's own converter parses each of them from text and fails on
 * the null of an outer join (its issue 2768, in 4.0.9 and before).
 */
public class UuidConverter implements Converter {
    /** The name to convert by. */
    public static final String NAME = "uuid-as-is";

    private static final long serialVersionUID = 1L;

    @Override
    public Object convertObjectValueToDataValue(Object value, Session session) {
        return value;
    }

    @Override
    public Object convertDataValueToObjectValue(Object value, Session session) {
        return value == null || value instanceof UUID ? value : UUID.fromString(value.toString());
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public void initialize(DatabaseMapping mapping, Session session) {
        // Nothing depends on the mapping.
    }
}
