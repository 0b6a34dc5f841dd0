package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /operators/invitations/{token}}, for the API's document. */
@Schema(name = "FirstPassword")
record FirstPasswordRequest(
        @Schema(required = true, minLength = 12, maxLength = 200, example = "correct horse battery")
        String password) {}
