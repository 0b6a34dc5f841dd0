package com.helpdeskly.console.boundary;

import jakarta.json.bind.annotation.JsonbProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /me/password}, for the API's document. */
@Schema(name = "PasswordChange")
record PasswordChangeRequest(
        @Schema(required = true, maxLength = 200, example = "not the real password")
        String current,

        @Schema(required = true, minLength = 12, maxLength = 200, example = "correct horse battery")
        @JsonbProperty("new")
        String next) {}
