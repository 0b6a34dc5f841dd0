package com.helpdeskly.web.document;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The schemas that operations refer to, themselves or through others. */
final class References {
    private final Map<String, Schema> schemas;
    private final Set<String> names = new HashSet<>();

    /** @param schemas what can be referred to, by name */
    References(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    Set<String> names() {
        return names;
    }

    void add(Operation operation) {
        if (operation.getRequestBody() != null) {
            add(operation.getRequestBody().getContent());
        }
        addParameters(operation.getParameters());
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        some(responses == null ? null : responses.values()).stream()
                .map(APIResponse::getContent)
                .forEach(this::add);
    }

    /** Those of an operation, or of all operations of a path; there may be none. */
    void addParameters(List<Parameter> parameters) {
        some(parameters).stream().map(Parameter::getSchema).forEach(this::add);
    }

    private void add(Content content) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().forEach(media -> add(media.getSchema()));
        }
    }

    /** A schema by its name, and what it refers to. */
    void add(String name) {
        if (names.add(name)) {
            add(schemas.get(name));
        }
    }

    private void add(Schema schema) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            add(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
        }
        add(schema.getItems());
        add(schema.getAdditionalPropertiesSchema());
        some(schema.getProperties() == null ? null : schema.getProperties().values())
                .forEach(this::add);
        for (List<Schema> several :
                List.of(some(schema.getAllOf()), some(schema.getAnyOf()), some(schema.getOneOf()))) {
            several.forEach(this::add);
        }
    }

    private static <T> List<T> some(Collection<T> values) {
        return List.copyOf(Optional.ofNullable(values).orElse(List.of()));
    }
}
