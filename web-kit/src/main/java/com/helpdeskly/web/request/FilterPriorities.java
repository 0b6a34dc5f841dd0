package com.helpdeskly.web.request;

import jakarta.ws.rs.Priorities;

/** The order of all JAX-RS filters: request filters run from the lowest to the highest, response filters the other way. */
public final class FilterPriorities {
    /** Pre-matching: answers a credential or a tenant that was refused, before the path means anything. */
    public static final int REFUSAL = Priorities.AUTHENTICATION;

    /** Pre-matching: refuses an Accept that the choice of a resource method would fail over. */
    public static final int ACCEPT = Priorities.AUTHENTICATION + 500;

    /** Whether the caller may use the matched resource method. */
    public static final int ACCESS = Priorities.AUTHORIZATION;

    /** Takes in a body that is too large for memory, for callers that have access. */
    public static final int UPLOAD = Priorities.AUTHORIZATION + 250;

    /** Answers a repeated request from what was stored; only callers who have access get there. */
    public static final int IDEMPOTENCY = Priorities.AUTHORIZATION + 500;

    /** Headers that every answer of the API has unless its resource says otherwise. */
    public static final int ANSWER_HEADERS = Priorities.HEADER_DECORATOR;

    private FilterPriorities() {}
}
