package com.helpdeskly.web.security;

import com.helpdeskly.web.request.RequestAttribute;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * What came of authenticating a request. A refusal waits with the request until JAX-RS can answer it, so that all
 * failures are answered in one place; a request of the API without any outcome was never authenticated and is not let
 * in.
 *
 * @param caller who calls, unless the request is anonymous or refused
 * @param refusal what the answer is made from, where the request is refused
 */
record Outcome(Optional<Caller> caller, Optional<RuntimeException> refusal) {
    private static final RequestAttribute<Outcome> OF_REQUEST = new RequestAttribute<>(Outcome.class);

    static Outcome admitted(Optional<Caller> caller) {
        return new Outcome(caller, Optional.empty());
    }

    static Outcome refused(RuntimeException refusal) {
        return new Outcome(Optional.empty(), Optional.of(refusal));
    }

    static Optional<Outcome> find(ServletRequest request) {
        return OF_REQUEST.find(request);
    }

    static Optional<Caller> callerOf(ServletRequest request) {
        return find(request).flatMap(Outcome::caller);
    }

    void keep(ServletRequest request) {
        OF_REQUEST.keep(request, this);
    }
}
