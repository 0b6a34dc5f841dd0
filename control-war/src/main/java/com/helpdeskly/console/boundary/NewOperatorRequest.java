package com.helpdeskly.console.boundary;

import com.helpdeskly.operators.entity.OperatorRole;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /operators}, for the API's document. */
@Schema(name = "NewOperator")
record NewOperatorRequest(
        @Schema(required = true, maxLength = 254, example = "grace@helpdeskly.local")
        String email,

        @Schema(required = true, minLength = 1, maxLength = 100, example = "Grace")
        String name,

        @Schema(required = true, example = "VIEWER") OperatorRole role,

        @Schema(minLength = 12, maxLength = 200, example = "correct horse battery")
        String password) {}
