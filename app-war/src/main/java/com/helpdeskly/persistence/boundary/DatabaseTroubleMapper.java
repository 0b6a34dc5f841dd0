package com.helpdeskly.persistence.boundary;

import com.helpdeskly.persistence.control.DatabaseTrouble;
import com.helpdeskly.web.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 503 instead of 500 where a tenant's database is in trouble. It takes all unchecked exceptions that no other
 * mapper knows: the persistence provider throws some of its own, which no standard type covers.
 */
@Provider
public class DatabaseTroubleMapper implements ExceptionMapper<RuntimeException> {
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(RuntimeException failure) {
        return ProblemAnswer.to(request, DatabaseTrouble.meaningOf(failure)).response();
    }
}
