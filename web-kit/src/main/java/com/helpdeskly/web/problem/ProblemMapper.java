package com.helpdeskly.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers a failure with its problem. The rules are the same for all; there is a mapper for each type that some server
 * has a mapper of its own for, because the nearest type wins.
 */
abstract class ProblemMapper<E extends Throwable> implements ExceptionMapper<E> {
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(E failure) {
        return ProblemAnswer.to(request, failure).response();
    }
}
