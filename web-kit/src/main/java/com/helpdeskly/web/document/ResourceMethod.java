package com.helpdeskly.web.document;

import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Public;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/**
 * The Java method behind an operation of the document. The scanner gives each operation the id {@code class_method}, by
 * {@code mp.openapi.extensions.smallrye.operationIdStrategy}; from there it is found again.
 */
record ResourceMethod(Class<?> resource, Method method) {
    /** Names an operation, for clients that are generated, where {@link #operationId} would not be good or not unique. */
    static final String OPERATION_ID = "x-operation-id";

    /** The method that a scanned id names, unless it names none. */
    static Optional<ResourceMethod> of(String scannedId) {
        int end = scannedId == null ? -1 : scannedId.lastIndexOf('_');
        if (end < 0) {
            return Optional.empty();
        }
        try {
            Class<?> resource =
                    Class.forName(scannedId.substring(0, end), false, ResourceMethod.class.getClassLoader());
            String name = scannedId.substring(end + 1);
            return Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                    .findFirst()
                    .map(method -> new ResourceMethod(resource, method));
        } catch (ClassNotFoundException notOurs) {
            return Optional.empty();
        }
    }

    /** {@code TicketsResource.list} is {@code listTickets}, {@code get} is {@code getTicket}. */
    String operationId() {
        return Arrays.stream(method.getAnnotationsByType(Extension.class))
                .filter(extension -> extension.name().equals(OPERATION_ID))
                .map(Extension::value)
                .findFirst()
                .orElseGet(this::derivedId);
    }

    private String derivedId() {
        String things = resource.getSimpleName().replaceFirst("Resource$", "");
        String verb = method.getName();
        int rest = 0;
        while (rest < verb.length() && !Character.isUpperCase(verb.charAt(rest))) {
            rest++;
        }
        String noun = verb.equals("list") ? things : things.replaceFirst("s$", "");
        return verb.substring(0, rest) + noun + verb.substring(rest);
    }

    boolean isPublic() {
        return method.isAnnotationPresent(Public.class)
                || resource.isAnnotationPresent(Public.class) && !method.isAnnotationPresent(RolesAllowed.class);
    }

    /** The roles one of which the caller needs; none where every caller may. */
    List<String> roles() {
        return Stream.<AnnotatedElement>of(method, resource)
                .map(element -> element.getAnnotation(RolesAllowed.class))
                .filter(roles -> roles != null && !method.isAnnotationPresent(Public.class))
                .findFirst()
                .map(roles -> List.of(roles.value()))
                .orElse(List.of());
    }

    /** The record that says what a JSON body holds. */
    Optional<Class<?>> body() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType() == JsonBody.class)
                .map(parameter -> parameter.getAnnotation(RequestBody.class))
                .filter(body -> body != null)
                .flatMap(body -> Arrays.stream(body.content()))
                .map(ResourceMethod::described)
                .flatMap(Optional::stream)
                .findFirst();
    }

    boolean hasJsonBody() {
        return Arrays.stream(method.getParameterTypes()).anyMatch(type -> type == JsonBody.class);
    }

    /** The type of a body of the one success, where it has one that is JSON. */
    Optional<Type> answer() {
        if (streamsEvents()) {
            return Optional.empty();
        }
        APIResponseSchema schema = method.getAnnotation(APIResponseSchema.class);
        if (schema != null) {
            return Optional.of(schema.value());
        }
        Optional<Type> declared = successes()
                .flatMap(success -> Arrays.stream(success.content()))
                .map(ResourceMethod::described)
                .flatMap(Optional::stream)
                .map(Type.class::cast)
                .findFirst();
        Type returned = method.getGenericReturnType();
        return declared.isPresent() || returned == void.class || returned == Response.class
                ? declared
                : Optional.of(returned);
    }

    /** The status of success. */
    String success() {
        APIResponseSchema schema = method.getAnnotation(APIResponseSchema.class);
        if (schema != null && !schema.responseCode().isEmpty()) {
            return schema.responseCode();
        }
        return successes()
                .map(APIResponse::responseCode)
                .findFirst()
                .orElse(method.getReturnType() == void.class && !streamsEvents() ? "204" : "200");
    }

    private Stream<APIResponse> successes() {
        return Arrays.stream(method.getAnnotationsByType(APIResponse.class))
                .filter(response -> response.responseCode().startsWith("2"));
    }

    /** Whether headers are chosen by the method. */
    boolean buildsItsAnswer() {
        return method.getReturnType() == Response.class;
    }

    boolean streamsEvents() {
        return produces().anyMatch(MediaType.SERVER_SENT_EVENTS::equals);
    }

    private Stream<String> produces() {
        return Stream.<AnnotatedElement>of(method, resource)
                .map(element -> element.getAnnotation(Produces.class))
                .filter(produces -> produces != null)
                .findFirst()
                .stream()
                .flatMap(produces -> Arrays.stream(produces.value()));
    }

    /** Whether a path parameter can only be a UUID. */
    boolean takesUuid(String pathParameter) {
        boolean inMethod = Arrays.stream(method.getParameters())
                .filter(parameter -> names(parameter, pathParameter))
                .anyMatch(parameter -> parameter.getType() == UUID.class);
        boolean inResource = Arrays.stream(resource.getDeclaredFields())
                .filter(field -> names(field, pathParameter))
                .map(Field::getType)
                .anyMatch(type -> type == UUID.class);
        return inMethod || inResource;
    }

    private static boolean names(AnnotatedElement element, String pathParameter) {
        PathParam named = element.getAnnotation(PathParam.class);
        return named != null && named.value().equals(pathParameter);
    }

    private static Optional<Class<?>> described(Content content) {
        Class<?> type = content.schema().implementation();
        return type == Void.class ? Optional.empty() : Optional.of(type);
    }
}
