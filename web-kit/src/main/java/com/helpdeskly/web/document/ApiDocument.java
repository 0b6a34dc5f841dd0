package com.helpdeskly.web.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * What all operations of a plane have in common, added to its OpenAPI document so that resources only say what is their
 * own: ids, schemas and examples from the records of bodies and answers, headers and parameters that follow from the
 * method, and every refusal that a client has to expect.
 */
public abstract class ApiDocument implements OASFilter {
    private static final String BEARER = "bearer";

    private final List<Refusal> everywhere;
    private final List<Addition> parameters;
    private final Map<String, String> headers;

    /** A parameter that every operation takes. */
    public record Addition(String header, boolean required, String description, String example) {}

    /**
     * @param everywhere what every operation of the plane may answer besides 400, 401 and 406
     * @param parameters what every operation of the plane takes
     * @param headers what every success of the plane has: a number each, by its name, and what it says
     */
    protected ApiDocument(List<Refusal> everywhere, List<Addition> parameters, Map<String, String> headers) {
        this.everywhere = List.copyOf(everywhere);
        this.parameters = List.copyOf(parameters);
        this.headers = new TreeMap<>(headers);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        Schemas schemas = new Schemas();
        schemas.of(ProblemDocument.class);
        Map<String, Refusal> refusals = new LinkedHashMap<>();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> operations(item).forEach((method, operation) -> {
                    DocumentedOperation documented = new DocumentedOperation(
                            method, path, operation, ResourceMethod.of(operation.getOperationId()));
                    documented.describe(schemas, headers);
                    parameters.forEach(documented::add);
                    documented.refusals(everywhere).forEach(refusal -> {
                        documented.add(refusal);
                        refusals.put(refusal.name(), refusal);
                    });
                    documented.completeRefusals();
                }));
        Components components = document.getComponents();
        refusals.values().forEach(refusal -> refusal.addTo(components));
        replaceSchemas(document, schemas.named());
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(BEARER)
                        .description("An access token from `POST /auth/token`, or a key for programs."));
    }

    private static Map<HttpMethod, Operation> operations(PathItem item) {
        return Optional.ofNullable(item.getOperations()).orElse(Map.of());
    }

    /** Ours replace the scanned ones, of which those stay that an operation still refers to. */
    private static void replaceSchemas(OpenAPI document, Map<String, Schema> named) {
        Components components = document.getComponents();
        named.forEach(components::addSchema);
        References used = new References(components.getSchemas());
        used.add("Problem");
        document.getPaths().getPathItems().values().forEach(item -> {
            used.addParameters(item.getParameters());
            operations(item).values().forEach(used::add);
        });
        List.copyOf(components.getSchemas().keySet()).stream()
                .filter(name -> !used.names().contains(name))
                .forEach(components::removeSchema);
    }
}
