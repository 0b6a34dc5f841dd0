package com.helpdeskly.users.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /auth/token}, for the API's document. */
@Schema(name = "SignIn")
record SignInRequest(
        @Schema(required = true, example = "ada@acme.example")
        String email,

        @Schema(required = true, example = "correct horse 1")
        String password) {}
