package com.helpdeskly.links.boundary;

import com.helpdeskly.users.entity.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /invitations}, for the API's document. */
@Schema(name = "NewInvitation")
record NewInvitationRequest(
        @Schema(required = true, maxLength = 254, example = "grace@acme.example")
        String email,

        @Schema(required = true, minLength = 1, maxLength = 100, example = "Grace Hopper")
        String name,

        @Schema(required = true, example = "AGENT") Role role) {}
