package com.helpdeskly.web.security;

import com.helpdeskly.web.request.FilterPriorities;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Lets a request reach its resource method only where the {@link AccessRule} of that method allows its caller, and the
 * {@link KeyRule} the caller's key. The
 * container's own answer to OPTIONS has no resource method and says nothing but the methods of a path: it is free.
 */
@Provider
@Priority(FilterPriorities.ACCESS)
public class AccessFilter implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        if (!context.getMethod().equals(HttpMethod.OPTIONS)) {
            AccessRule rule = AccessRule.of(resource.getResourceMethod(), resource.getResourceClass());
            Optional<Caller> caller = Outcome.callerOf(request);
            rule.check(caller);
            if (!rule.anonymous()) {
                KeyRule.of(context.getMethod(), resource.getResourceMethod(), resource.getResourceClass())
                        .check(caller);
            }
        }
    }
}
