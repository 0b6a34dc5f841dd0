package com.helpdeskly.web.problem;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.ws.rs.ext.Provider;

/** Answers the failures that say themselves how. */
@Provider
public class ProblemExceptionMapper extends ProblemMapper<ProblemException> {}
