package com.helpdeskly.console.control;

import com.helpdeskly.web.security.BearerAuthenticationMechanism;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;

/** Authenticates operators by their access tokens. */
@ApplicationScoped
@DeclareRoles({"OWNER", "OPERATOR", "VIEWER"})
public class OperatorAuthentication extends BearerAuthenticationMechanism {}
