package com.helpdeskly.web.problem;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ext.Provider;

/** Answers broken constraints of Jakarta Validation, all at once. */
@Provider
public class ConstraintViolationExceptionMapper extends ProblemMapper<ConstraintViolationException> {}
