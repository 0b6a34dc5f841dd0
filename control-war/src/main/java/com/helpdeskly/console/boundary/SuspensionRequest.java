package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tenants/{idOrSlug}/suspend}, for the API's document. */
@Schema(name = "Suspension")
record SuspensionRequest(
        @Schema(required = true, minLength = 1, maxLength = 500, example = "Unpaid since March")
        String reason) {}
