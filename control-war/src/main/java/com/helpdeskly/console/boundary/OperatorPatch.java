package com.helpdeskly.console.boundary;

import com.helpdeskly.operators.entity.OperatorRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /operators/{id}}, for the API's document. */
@Schema(name = "OperatorPatch", description = "What is left out stays.")
record OperatorPatch(
        @Schema(minLength = 1, maxLength = 100, example = "Grace H.")
        String name,

        @Schema(example = "OPERATOR") OperatorRole role,
        @Schema(example = "true") Boolean active) {}
