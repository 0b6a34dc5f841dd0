package com.helpdeskly.web.document;

import com.helpdeskly.web.problem.Problem;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * One operation of the document.
 *
 * @param source the method that carries it out, where it is known
 */
record DocumentedOperation(HttpMethod method, String path, Operation operation, Optional<ResourceMethod> source) {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final String ROLES = "x-roles";

    /** Says what the method behind the operation tells about it. */
    void describe(Schemas schemas, Map<String, String> headers) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        source.ifPresent(known -> {
            operation.setOperationId(known.operationId());
            operation.removeExtension(ResourceMethod.OPERATION_ID);
            operation.getResponses().removeExtension(ResourceMethod.OPERATION_ID);
            if (known.isPublic()) {
                operation.setSecurity(List.of());
            } else if (!known.roles().isEmpty()) {
                operation.addExtension(ROLES, known.roles());
            }
            describeBody(known, schemas);
            describeSuccess(known, schemas, headers);
        });
        describeParameters();
    }

    private void describeBody(ResourceMethod known, Schemas schemas) {
        known.body().ifPresent(record -> {
            MediaType body = OASFactory.createMediaType().schema(schemas.of(record));
            Map<String, Object> example = Field.example(record);
            if (!example.isEmpty()) {
                body.setExample(example);
            }
            operation.setRequestBody(OASFactory.createRequestBody()
                    .required(true)
                    .content(OASFactory.createContent().addMediaType(JSON, body)));
        });
    }

    private void describeSuccess(ResourceMethod known, Schemas schemas, Map<String, String> headers) {
        APIResponses responses = operation.getResponses();
        String status = known.success();
        APIResponse success = Optional.ofNullable(responses.getAPIResponse(status))
                .orElseGet(() -> OASFactory.createAPIResponse().description(reason(status)));
        if (responses.getAPIResponses() != null) {
            List.copyOf(responses.getAPIResponses().keySet()).stream()
                    .filter(other -> other.startsWith("2") && !other.equals(status))
                    .forEach(responses::removeAPIResponse);
        }
        Optional<Type> answer = known.answer();
        if (known.streamsEvents()) {
            success.setContent(content(EVENTS, Schemas.typed(SchemaType.STRING)));
        } else if (answer.isPresent()) {
            success.setContent(content(JSON, schemas.of(answer.get())));
        }
        success.addHeader("X-Request-Id", Refusal.header(SchemaType.STRING, "The id of the request."));
        headers.forEach((name, text) -> success.addHeader(name, Refusal.header(SchemaType.INTEGER, text)));
        if (known.buildsItsAnswer() && (answer.isPresent() || method == HttpMethod.GET)) {
            success.addHeader(
                    "ETag", Refusal.header(SchemaType.STRING, "The version, for `If-Match` and `If-None-Match`."));
        }
        if (status.equals("201") || status.equals("202") && answer.isPresent()) {
            success.addHeader("Location", Refusal.header(SchemaType.STRING, "Where to find it."));
        }
        if (isRepeatable()) {
            success.addHeader(
                    "Idempotency-Replayed",
                    Refusal.header(SchemaType.STRING, "`true` where a first answer is given again."));
        }
        responses.addAPIResponse(status, success);
        if (method == HttpMethod.GET && known.buildsItsAnswer()) {
            responses.addAPIResponse(
                    "304", OASFactory.createAPIResponse().description("`If-None-Match` names the current version."));
        }
    }

    private static org.eclipse.microprofile.openapi.models.media.Content content(String type, Schema schema) {
        return OASFactory.createContent()
                .addMediaType(type, OASFactory.createMediaType().schema(schema));
    }

    private static String reason(String status) {
        return switch (status) {
            case "201" -> "Created";
            case "202" -> "Accepted";
            case "204" -> "No Content";
            default -> "OK";
        };
    }

    private void describeParameters() {
        for (Parameter parameter : parameters()) {
            if (parameter.getIn() == Parameter.In.PATH) {
                boolean uuid = source.map(known -> known.takesUuid(parameter.getName()))
                        .orElse(false);
                Schema schema = Schemas.typed(SchemaType.STRING);
                parameter.setSchema(uuid ? schema.format("uuid") : schema);
            } else if (parameter.getName().equals("limit")) {
                parameter.setSchema(Schemas.typed(SchemaType.INTEGER)
                        .minimum(java.math.BigDecimal.ONE)
                        .maximum(java.math.BigDecimal.valueOf(100))
                        .defaultValue(20));
                parameter.setDescription("How many items a page has at most.");
            } else if (parameter.getName().equals("cursor")) {
                parameter.setDescription("`next` of the page before.");
            }
        }
        if (isEdit()) {
            add(new ApiDocument.Addition("If-Match", false, "The `ETag` that must be the current one.", "\"1\""));
        }
        if (isRepeatable()) {
            add(new ApiDocument.Addition(
                    "Idempotency-Key",
                    false,
                    "Makes it safe to send the same request again: 1 to 255 visible ASCII characters.",
                    "7f8f0a52-order-1"));
        }
    }

    private List<Parameter> parameters() {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of());
    }

    /** Adds a header that requests may have. */
    void add(ApiDocument.Addition header) {
        boolean there = parameters().stream()
                .anyMatch(parameter -> parameter.getIn() == Parameter.In.HEADER
                        && header.header().equalsIgnoreCase(parameter.getName()));
        if (!there) {
            operation.addParameter(OASFactory.createParameter()
                    .in(Parameter.In.HEADER)
                    .name(header.header())
                    .required(header.required())
                    .description(header.description())
                    .schema(Schemas.typed(SchemaType.STRING))
                    .example(header.example()));
        }
    }

    /** What it may answer when it is not carried out. */
    List<Refusal> refusals(List<Refusal> everywhere) {
        List<Refusal> refusals =
                new ArrayList<>(List.of(Refusal.BAD_REQUEST, Refusal.UNAUTHORIZED, Refusal.NOT_ACCEPTABLE));
        refusals.addAll(everywhere);
        if (method != HttpMethod.GET) {
            refusals.add(Refusal.CONFLICT);
            if (path.contains("{")) {
                refusals.add(Refusal.PRECONDITION_FAILED);
            }
        }
        if (method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH) {
            refusals.add(Refusal.CONTENT_TOO_LARGE);
            refusals.add(Refusal.UNSUPPORTED_MEDIA_TYPE);
        }
        if (method == HttpMethod.POST) {
            refusals.add(Refusal.UNPROCESSABLE);
        }
        return refusals;
    }

    /** Adds a refusal, unless the resource says itself when it answers with this status. */
    void add(Refusal refusal) {
        String status = String.valueOf(refusal.status());
        if (operation.getResponses().getAPIResponse(status) == null) {
            operation.getResponses().addAPIResponse(status, refusal.reference());
        }
    }

    /** What a resource says of its own refusals is when they are given; they are problems like all others. */
    void completeRefusals() {
        operation.getResponses().getAPIResponses().forEach((status, said) -> {
            if (status.compareTo("400") >= 0 && said.getContent() == null && said.getRef() == null) {
                said.setContent(
                        content(Problem.MEDIA_TYPE, OASFactory.createSchema().ref("Problem")));
            }
        });
    }

    private boolean isEdit() {
        return path.contains("{")
                && (method == HttpMethod.PATCH || method == HttpMethod.PUT || method == HttpMethod.DELETE);
    }

    /** Whether the request can be sent again with its key: keys belong to callers. */
    private boolean isRepeatable() {
        return method == HttpMethod.POST
                && !source.map(ResourceMethod::isPublic).orElse(false);
    }
}
