package com.helpdeskly.web.problem;

import jakarta.validation.ValidationException;
import jakarta.ws.rs.ext.Provider;

/** Answers a validation that could not be done, in place of the servers' mappers, which tell the exception's message. */
@Provider
public class ValidationExceptionMapper extends ProblemMapper<ValidationException> {}
