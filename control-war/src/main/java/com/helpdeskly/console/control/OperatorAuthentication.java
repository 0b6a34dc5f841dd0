package com.helpdeskly.console.control;

import com.helpdeskly.web.security.BearerAuthenticationMechanism;
import jakarta.enterprise.context.ApplicationScoped;

/** Authenticates operators by their access tokens. */
@ApplicationScoped
public class OperatorAuthentication extends BearerAuthenticationMechanism {}
