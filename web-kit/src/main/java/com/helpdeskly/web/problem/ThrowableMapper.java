package com.helpdeskly.web.problem;

import jakarta.ws.rs.ext.Provider;

/** Answers everything that nobody foresaw with an internal error. */
@Provider
public class ThrowableMapper extends ProblemMapper<Throwable> {}
