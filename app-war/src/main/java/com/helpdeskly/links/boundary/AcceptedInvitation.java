package com.helpdeskly.links.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body by which an invitation is accepted, for the API's document. */
@Schema(name = "AcceptedInvitation")
record AcceptedInvitation(
        @Schema(minLength = 1, maxLength = 100, example = "Grace Hopper")
        String name,

        @Schema(required = true, minLength = 8, maxLength = 200, example = "correct horse battery")
        String password) {}
