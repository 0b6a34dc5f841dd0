package com.helpdeskly.web.document;

import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A field of a JSON object, as a component of a record declares it.
 *
 * @param said what its {@code @Schema} says of it, or {@code null}
 */
record Field(String name, Type type, Schema said) {
    static Field of(RecordComponent component) {
        JsonbProperty property = component.getAccessor().getAnnotation(JsonbProperty.class);
        String name = property == null || property.value().isEmpty() ? component.getName() : property.value();
        return new Field(
                name, component.getGenericType(), component.getAccessor().getAnnotation(Schema.class));
    }

    boolean isRequired() {
        return said != null && said.required();
    }

    /** Adds what is said of the field to the schema of its type. A reference says everything itself. */
    org.eclipse.microprofile.openapi.models.media.Schema describe(
            org.eclipse.microprofile.openapi.models.media.Schema schema) {
        if (said == null || schema.getRef() != null) {
            return schema;
        }
        if (!said.description().isEmpty()) {
            schema.setDescription(said.description());
        }
        if (said.minLength() > 0) {
            schema.setMinLength(said.minLength());
        }
        if (said.maxLength() < Integer.MAX_VALUE) {
            schema.setMaxLength(said.maxLength());
        }
        if (said.maxItems() > 0) {
            schema.setMaxItems(said.maxItems());
        }
        if (!said.pattern().isEmpty()) {
            schema.setPattern(said.pattern());
        }
        if (!said.format().isEmpty()) {
            schema.setFormat(said.format());
        }
        if (said.enumeration().length > 0) {
            schema.setEnumeration(List.of((Object[]) said.enumeration()));
        }
        if (!said.minimum().isEmpty()) {
            schema.setMinimum(new BigDecimal(said.minimum()));
        }
        if (!said.maximum().isEmpty()) {
            schema.setMaximum(new BigDecimal(said.maximum()));
        }
        if (!said.defaultValue().isEmpty()) {
            schema.setDefaultValue(read(said.defaultValue(), type));
        }
        exampleSaid().ifPresent(schema::setExample);
        return schema;
    }

    /** An object with an example of each field that has one; of none where the record names no examples at all. */
    static Map<String, Object> example(Class<?> record) {
        Map<String, Object> example = new LinkedHashMap<>();
        Arrays.stream(record.getRecordComponents())
                .map(Field::of)
                .forEach(field -> field.exampleValue().ifPresent(value -> example.put(field.name(), value)));
        return example;
    }

    private Optional<Object> exampleValue() {
        if (exampleSaid().isPresent()) {
            return exampleSaid();
        }
        Class<?> element = recordOf(type);
        if (element == null) {
            return Optional.empty();
        }
        Map<String, Object> inner = example(element);
        if (inner.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(type == element ? inner : List.of(inner));
    }

    private Optional<Object> exampleSaid() {
        return said == null || said.example().isEmpty() ? Optional.empty() : Optional.of(read(said.example(), type));
    }

    /** The record that the type is or that it is a list of, or {@code null}. */
    private static Class<?> recordOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            return recordOf(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && plain.isRecord() ? plain : null;
    }

    /** A text as a value of the type; the elements of a list stand between commas, in brackets and quotes or without. */
    private static Object read(String text, Type type) {
        if (type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return Arrays.stream(text.replaceAll("[\\[\\]\"]", "").split(","))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .map(one -> read(one, element))
                    .toList();
        }
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        return type == double.class || type == Double.class ? (Object) Double.valueOf(text) : text;
    }
}
