package com.helpdeskly.web.problem;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.ext.Provider;

/** Answers what an EJB threw, in place of the servers' mappers. */
@Provider
public class EjbExceptionMapper extends ProblemMapper<EJBException> {}
