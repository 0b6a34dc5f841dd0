package com.helpdeskly.web.security;

import com.helpdeskly.web.request.FilterPriorities;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Throws what the authentication refused, before the path is matched: a bad tenant has no paths. */
@Provider
@PreMatching
@Priority(FilterPriorities.REFUSAL)
public class RefusalFilter implements ContainerRequestFilter {
    @Context
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        Optional<RuntimeException> refusal = Outcome.find(request)
                .orElseThrow(() -> new IllegalStateException("a request came in without being authenticated"))
                .refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
