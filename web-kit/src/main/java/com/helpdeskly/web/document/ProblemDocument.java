package com.helpdeskly.web.document;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a problem looks like to clients, for the document. */
@Schema(name = "Problem", description = "Why a request was not carried out (RFC 9457).")
record ProblemDocument(
        @Schema(
                required = true,
                description = "`urn:helpdeskly:problem:` and a stable code",
                example = "urn:helpdeskly:problem:invalid-request")
        String type,

        @Schema(required = true, description = "The code in words", example = "Invalid request")
        String title,

        @Schema(required = true, description = "The HTTP status", example = "400")
        int status,

        @Schema(required = true, description = "What happened", example = "The request is not valid.")
        String detail,

        @Schema(required = true, description = "The path that was asked for", example = "/api/v1/tickets")
        String instance,

        @Schema(
                required = true,
                description = "Also in `X-Request-Id`",
                example = "0193a5c0-7f2e-7b3a-9d54-1c2f3e4a5b6c")
        String requestId,

        @Schema(description = "All rules that the request breaks, where it does")
        List<ViolationDocument> violations) {

    /** A rule that is broken. */
    @Schema(name = "Violation")
    record ViolationDocument(
            @Schema(required = true, description = "The field, parameter or header", example = "title")
            String field,

            @Schema(required = true, description = "The rule", example = "is required")
            String message) {}
}
