package com.helpdeskly.web.document;

import com.helpdeskly.web.paging.Page;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Schemas of records, made from the records themselves: the servers' scanners see only those of the web module, while the
 * views of the components in {@code EAR/lib} are what most answers are made of. A record is described once, under its
 * simple name or the one that its {@code @Schema} gives it, and referred to.
 */
final class Schemas {
    private final Map<String, Schema> named = new TreeMap<>();
    private final Map<String, Type> owners = new LinkedHashMap<>();

    /** All records that were referred to. */
    Map<String, Schema> named() {
        return named;
    }

    /** A schema of a type, or a reference to it. */
    Schema of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        return type instanceof Class<?> plain ? ofClass(plain) : typed(SchemaType.OBJECT);
    }

    private Schema ofGeneric(ParameterizedType type) {
        Type first = type.getActualTypeArguments()[0];
        if (type.getRawType() == Page.class) {
            return pageOf(first);
        }
        if (type.getRawType() == Optional.class) {
            return of(first);
        }
        if (type.getRawType() == Map.class) {
            return typed(SchemaType.OBJECT).additionalPropertiesSchema(of(type.getActualTypeArguments()[1]));
        }
        return Collection.class.isAssignableFrom((Class<?>) type.getRawType())
                ? typed(SchemaType.ARRAY).items(of(first))
                : typed(SchemaType.OBJECT);
    }

    private Schema pageOf(Type item) {
        String name = "PageOf" + ((Class<?>) item).getSimpleName();
        if (!named.containsKey(name)) {
            Schema page = typed(SchemaType.OBJECT)
                    .addProperty("items", typed(SchemaType.ARRAY).items(of(item)))
                    .addProperty(
                            "next", typed(SchemaType.STRING).description("`cursor` of the next page; null on the last"))
                    .addRequired("items");
            named.put(name, page);
        }
        return reference(name);
    }

    private Schema ofClass(Class<?> type) {
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (type.isEnum()) {
            List<Object> names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Object) ((Enum<?>) constant).name())
                    .toList();
            return typed(SchemaType.STRING).enumeration(names);
        }
        if (type == UUID.class) {
            return typed(SchemaType.STRING).format("uuid");
        }
        if (type == Instant.class) {
            return typed(SchemaType.STRING).format("date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed(SchemaType.BOOLEAN);
        }
        if (type == int.class || type == Integer.class) {
            return typed(SchemaType.INTEGER).format("int32");
        }
        if (type == long.class || type == Long.class) {
            return typed(SchemaType.INTEGER).format("int64");
        }
        if (type == double.class || type == Double.class) {
            return typed(SchemaType.NUMBER).format("double");
        }
        return typed(CharSequence.class.isAssignableFrom(type) ? SchemaType.STRING : SchemaType.OBJECT);
    }

    private Schema ofRecord(Class<?> type) {
        String name = nameOf(type);
        if (!named.containsKey(name)) {
            Schema schema = typed(SchemaType.OBJECT);
            named.put(name, schema);
            Optional.ofNullable(type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class))
                    .map(said -> said.description())
                    .filter(text -> !text.isEmpty())
                    .ifPresent(schema::setDescription);
            for (RecordComponent component : type.getRecordComponents()) {
                Field field = Field.of(component);
                schema.addProperty(field.name(), field.describe(of(component.getGenericType())));
                if (field.isRequired()) {
                    schema.addRequired(field.name());
                }
            }
        }
        return reference(name);
    }

    /** Two records may have the same simple name: the second one is called after the class around it, too. */
    private String nameOf(Class<?> type) {
        var said = type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        String simple = said == null || said.name().isEmpty() ? type.getSimpleName() : said.name();
        boolean taken = owners.containsKey(simple) && owners.get(simple) != type;
        String name = taken && type.getEnclosingClass() != null
                ? type.getEnclosingClass().getSimpleName() + simple
                : simple;
        owners.putIfAbsent(name, type);
        return name;
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }

    /** MicroProfile OpenAPI 4 has a list where 3 has a single type; the same archive runs with both. */
    static Schema typed(SchemaType type) {
        Schema schema = OASFactory.createSchema();
        try {
            for (Method method : Schema.class.getMethods()) {
                if (method.getName().equals("setType")) {
                    method.invoke(schema, method.getParameterTypes()[0] == List.class ? List.of(type) : type);
                }
            }
            return schema;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a public setter of a schema", e);
        }
    }
}
