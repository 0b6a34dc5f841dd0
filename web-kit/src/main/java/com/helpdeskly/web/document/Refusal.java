package com.helpdeskly.web.document;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * An answer that many operations give when they are not carried out: a problem of RFC 9457.
 *
 * @param status 400..599
 * @param name under which the document has it once
 * @param description when it is given
 */
public record Refusal(int status, String name, String description) {
    static final Refusal BAD_REQUEST =
            new Refusal(400, "BadRequest", "Malformed or not valid; `violations` names every rule that is broken.");
    static final Refusal UNAUTHORIZED = new Refusal(401, "Unauthorized", "No valid credentials.");
    static final Refusal NOT_ACCEPTABLE =
            new Refusal(406, "NotAcceptable", "None of the accepted media types is served.");
    static final Refusal CONFLICT = new Refusal(
            409,
            "Conflict",
            "The current state does not allow it, somebody else made a change at the same time, or the same request with this"
                    + " `Idempotency-Key` is under way.");
    static final Refusal PRECONDITION_FAILED =
            new Refusal(412, "PreconditionFailed", "`If-Match` names a version that is not the current one.");
    static final Refusal CONTENT_TOO_LARGE = new Refusal(413, "ContentTooLarge", "The body is larger than is taken.");
    static final Refusal UNSUPPORTED_MEDIA_TYPE =
            new Refusal(415, "UnsupportedMediaType", "The media type of the body is not understood.");
    static final Refusal UNPROCESSABLE = new Refusal(
            422,
            "UnprocessableContent",
            "The `Idempotency-Key` was used for another request, or this cannot be carried out.");

    /** How operations refer to it. */
    APIResponse reference() {
        return OASFactory.createAPIResponse().ref(name);
    }

    /** Puts it where operations refer to. */
    void addTo(Components components) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                com.helpdeskly.web.problem.Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
        if (status == 429 || status == 503) {
            response.addHeader("Retry-After", header(SchemaType.INTEGER, "Seconds to wait before the next attempt."));
        }
        if (status == 401) {
            response.addHeader("WWW-Authenticate", header(SchemaType.STRING, "The scheme to authenticate with."));
        }
        components.addResponse(name, response);
    }

    static Header header(SchemaType type, String description) {
        return OASFactory.createHeader().description(description).schema(Schemas.typed(type));
    }
}
