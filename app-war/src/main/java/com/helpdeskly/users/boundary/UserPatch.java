package com.helpdeskly.users.boundary;

import com.helpdeskly.users.entity.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /users/{user}}, for the API's document. */
@Schema(name = "UserPatch", description = "What is left out stays.")
record UserPatch(
        @Schema(maxLength = 254) String email,

        @Schema(minLength = 1, maxLength = 100, example = "Grace H.")
        String name,

        @Schema(example = "AGENT") Role role,
        @Schema(example = "true") Boolean active,
        @Schema(minLength = 8, maxLength = 200) String password) {}
