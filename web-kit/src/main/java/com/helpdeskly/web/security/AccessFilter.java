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

/**
 * Lets a request reach its resource method only where the {@link AccessRule} of that method allows its caller. The
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
            AccessRule.of(resource.getResourceMethod(), resource.getResourceClass())
                    .check(Outcome.callerOf(request));
        }
    }
}
