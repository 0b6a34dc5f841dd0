package com.helpdeskly.web.security;

import com.helpdeskly.problems.entity.ProblemException;

/** The refusals that do not depend on who calls for what. */
final class Refusals {
    private Refusals() {}

    static ProblemException unauthenticated() {
        return new ProblemException(401, "unauthorized", "This needs a valid access token.");
    }

    static ProblemException badToken() {
        return new ProblemException(401, "unauthorized", "The access token is not valid.");
    }

    static ProblemException outOfScope() {
        return new ProblemException(403, "key-scope", "The API key has no scope for this.");
    }

    static ProblemException forbidden() {
        return new ProblemException(403, "forbidden", "You are not allowed to do this.");
    }
}
