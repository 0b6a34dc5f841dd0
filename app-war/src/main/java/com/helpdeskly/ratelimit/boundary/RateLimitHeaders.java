package com.helpdeskly.ratelimit.boundary;

import com.helpdeskly.ratelimit.control.Quota;
import com.helpdeskly.web.request.FilterPriorities;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells on every answer what is left to the caller, by the field names of draft-ietf-httpapi-ratelimit-headers-05: the
 * limit that ends first, be it the caller's or the tenant's.
 */
@Provider
@Priority(FilterPriorities.ANSWER_HEADERS)
public class RateLimitHeaders implements ContainerResponseFilter {
    @Context
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
        Quota.OF_REQUEST.find(request).ifPresent(quota -> tell(quota, answer.getHeaders()));
    }

    private static void tell(Quota quota, MultivaluedMap<String, Object> headers) {
        headers.putSingle("RateLimit-Limit", quota.limit());
        headers.putSingle("RateLimit-Remaining", quota.remaining());
        headers.putSingle("RateLimit-Reset", quota.resetSeconds());
    }
}
