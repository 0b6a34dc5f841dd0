package com.helpdeskly.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Answers the failures of JAX-RS itself; a redirection or an answer to OPTIONS that was thrown is left as it is. */
@Provider
public class WebApplicationExceptionMapper extends ProblemMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException failure) {
        return failure.getResponse().getStatus() < 400 ? failure.getResponse() : super.toResponse(failure);
    }
}
