package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /auth/token}, for the API's document. */
@Schema(name = "OperatorSignIn")
record SignInRequest(
        @Schema(required = true, maxLength = 254, example = "admin@helpdeskly.local")
        String email,

        @Schema(required = true, maxLength = 200, example = "not the real password")
        String password) {}
