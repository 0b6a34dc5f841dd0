package com.helpdeskly.web.problem;

import java.util.Arrays;

/** What is said about an HTTP status that came about without a problem of our own: by JAX-RS or by the container. */
enum StatusProblem {
    BAD_REQUEST(400, "bad-request", "The request cannot be understood."),
    UNAUTHORIZED(401, "unauthorized", "This needs a valid access token."),
    FORBIDDEN(403, "forbidden", "You are not allowed to do this."),
    NOT_FOUND(404, "not-found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This address does not know this method."),
    NOT_ACCEPTABLE(406, "not-acceptable", "None of the accepted media types is available here."),
    REQUEST_TIMEOUT(408, "request-timeout", "The request took too long to arrive."),
    CONFLICT(409, "conflict", "The request conflicts with the current state."),
    GONE(410, "gone", "There is nothing at this address any more."),
    LENGTH_REQUIRED(411, "length-required", "The request needs a Content-Length."),
    PRECONDITION_FAILED(412, "precondition-failed", "A condition of the request does not hold."),
    CONTENT_TOO_LARGE(413, "content-too-large", "The body is too large."),
    URI_TOO_LONG(414, "uri-too-long", "The address is too long."),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The media type of the body is not understood here."),
    RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable", "The range lies outside of what is there."),
    UNPROCESSABLE(422, "unprocessable", "The request cannot be carried out as it is."),
    TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests; try again later."),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The headers of the request are too large."),
    INTERNAL_ERROR(500, "internal-error", "Something went wrong on our side."),
    NOT_IMPLEMENTED(501, "not-implemented", "The server does not know this method."),
    UNAVAILABLE(503, "unavailable", "The service is not available now; try again later."),
    HTTP_VERSION(505, "http-version-not-supported", "The server does not speak this version of HTTP.");

    private final int status;
    private final String code;
    private final String detail;

    StatusProblem(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** The problem for a status of 400..599; one that is not listed is described by its class. */
    static Problem of(int status) {
        return Arrays.stream(values())
                .filter(known -> known.status == status)
                .findFirst()
                .map(known -> Problem.of(status, known.code, known.detail))
                .orElseGet(() -> status < 500
                        ? Problem.of(status, BAD_REQUEST.code, BAD_REQUEST.detail)
                        : Problem.of(status, INTERNAL_ERROR.code, INTERNAL_ERROR.detail));
    }
}
