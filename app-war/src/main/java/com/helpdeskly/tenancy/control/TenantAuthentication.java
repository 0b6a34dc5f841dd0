package com.helpdeskly.tenancy.control;

import com.helpdeskly.web.security.BearerAuthenticationMechanism;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;

/** Authenticates a tenant's people by their access tokens. */
@ApplicationScoped
@DeclareRoles({"ADMIN", "AGENT", "CUSTOMER"})
public class TenantAuthentication extends BearerAuthenticationMechanism {}
