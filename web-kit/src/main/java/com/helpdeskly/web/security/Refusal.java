package com.helpdeskly.web.security;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.web.request.RequestAttribute;

/**
 * Why a request was refused when it was authenticated. It waits with the request until JAX-RS can answer it, so that
 * all failures are answered in one place.
 *
 * @param cause what the answer is made from
 */
record Refusal(RuntimeException cause) {
    static final RequestAttribute<Refusal> OF_REQUEST = new RequestAttribute<>(Refusal.class);

    static ProblemException unauthenticated() {
        return new ProblemException(401, "unauthorized", "This needs a valid access token.");
    }

    static ProblemException badToken() {
        return new ProblemException(401, "unauthorized", "The access token is not valid.");
    }

    static ProblemException forbidden() {
        return new ProblemException(403, "forbidden", "You are not allowed to do this.");
    }
}
