package com.helpdeskly.users.boundary;

import com.helpdeskly.users.entity.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /users}, for the API's document. */
@Schema(name = "NewUser")
record NewUserRequest(
        @Schema(required = true, maxLength = 254, example = "grace@acme.example")
        String email,

        @Schema(required = true, minLength = 1, maxLength = 100, example = "Grace")
        String name,

        @Schema(required = true, example = "AGENT") Role role,

        @Schema(minLength = 8, maxLength = 200, example = "correct horse 1")
        String password) {}
