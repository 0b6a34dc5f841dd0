package com.helpdeskly.tenancy.control;

import com.helpdeskly.web.security.BearerAuthenticationMechanism;
import jakarta.enterprise.context.ApplicationScoped;

/** Authenticates a tenant's people by their access tokens. */
@ApplicationScoped
public class TenantAuthentication extends BearerAuthenticationMechanism {}
