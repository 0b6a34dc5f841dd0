package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /tenants/{idOrSlug}}, for the API's document. */
@Schema(name = "TenantPatch", description = "What is left out stays.")
record TenantPatch(
        @Schema(minLength = 1, maxLength = 100, example = "Acme Limited")
        String name,

        Limits limits) {
    /** Limits of its own. */
    @Schema(name = "TenantLimits")
    record Limits(
            @Schema(
                    minimum = "1",
                    maximum = "10000",
                    example = "5",
                    description =
                            "Connections of each node to its database; null for what the nodes are configured with")
            Integer connections) {}
}
