package com.helpdeskly.links.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body by which a password is reset, for the API's document. */
@Schema(name = "ResetPassword")
record ResetPassword(
        @Schema(required = true, minLength = 8, maxLength = 200, example = "correct horse battery")
        String password) {}
