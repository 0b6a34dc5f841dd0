package com.helpdeskly.web.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** How answers are written: fields in the order of their names, absent values as {@code null}, instants in ISO-8601. */
@Provider
public class JsonbConfiguration implements ContextResolver<Jsonb> {
    private final Jsonb jsonb =
            JsonbBuilder.create(new JsonbConfig().withNullValues(true).withAdapters(new InstantText()));

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }
}
