package com.helpdeskly.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * How one web module knows its callers; it has exactly one bean of this type. It is asked once for every request below
 * {@code /api/}, before any filter runs, on whatever path and method.
 */
public interface CallerAuthenticator {
    /**
     * Finds out who is calling.
     *
     * @param request the request, whose body must not be touched
     * @param bearerToken the token of the {@code Authorization} header, not yet checked
     * @return the caller; nothing where there is no token. Nothing for a token is taken as a refusal of it.
     * @throws com.helpdeskly.problems.entity.ProblemException to refuse the request with just that answer
     */
    Optional<Caller> authenticate(HttpServletRequest request, Optional<String> bearerToken);
}
