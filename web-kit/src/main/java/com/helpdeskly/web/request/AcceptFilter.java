package com.helpdeskly.web.request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Answers an {@code Accept} whose weights are none (RFC 9110, section 12.4.2) with 400. Left to the choice of a resource
 * method, some servers take it for a failure of their own.
 */
@Provider
@PreMatching
@Priority(FilterPriorities.ACCEPT)
public class AcceptFilter implements ContainerRequestFilter {
    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    @Override
    public void filter(ContainerRequestContext context) {
        for (MediaType accepted : context.getAcceptableMediaTypes()) {
            String weight = accepted.getParameters().getOrDefault("q", "1");
            if (!WEIGHT.matcher(weight.strip()).matches()) {
                throw new BadRequestException("the weight of an accepted media type is none");
            }
        }
    }
}
