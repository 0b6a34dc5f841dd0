package com.helpdeskly.web.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A parameter that every operation takes. */
    public record Addition(String header, boolean required, String description, String example) {}

    /**
     * @param everywhere what every operation of the plane may answer besides 400, 401 and 406
     * @param parameters what every operation of the plane takes
     */
    protected ApiDocument(List<Refusal> everywhere, List<Addition> parameters) {
        this.everywhere = List.copyOf(everywhere);
        this.parameters = List.copyOf(parameters);
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
                    documented.describe(schemas);
                    parameters.forEach(documented::add);
                    documented.refusals(everywhere).forEach(refusal -> {
                        documented.add(refusal);
                        refusals.put(refusal.name(), refusal);
                    });
                }));
        Components components = document.getComponents();
        refusals.values().forEach(refusal -> refusal.addTo(components));
        add(schemas.named(), components);
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

    /** Scanned schemas that nobody refers to any more are left to the server to remove. */
    private static void add(Map<String, Schema> named, Components components) {
        named.forEach(components::addSchema);
    }
}
