package com.helpdeskly.tenancy.control;

import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.ratelimit.control.RateLimit;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CallerAuthenticator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Lets a request in to its tenant: finds the tenant, checks its state, and then that the caller's token is of this very
 * tenant, or a key of it, that whoever holds it may still come in, and that it is not one request too many. All of it comes from memory, but for callers whom
 * this node has not seen.
 */
@ApplicationScoped
public class TenantAuthenticator implements CallerAuthenticator {
    @Inject
    private RequestedSlug requestedSlug;

    @Inject
    private TenantDirectory directory;

    @Inject
    private TenantCredentials credentials;

    @Inject
    private RateLimit rateLimit;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, Optional<String> bearerToken) {
        Slug slug = requestedSlug.of(request);
        LogContext.tenant(slug.value());
        TenantEntry tenant = directory.find(slug).orElseThrow(TenantRefused::unknown);
        checkState(tenant);
        ResolvedTenant.OF_REQUEST.keep(request, new ResolvedTenant(tenant));
        Optional<Caller> caller = bearerToken.flatMap(token -> caller(request, token, tenant));
        rateLimit.count(request, tenant.id(), caller);
        return caller;
    }

    private static void checkState(TenantEntry tenant) {
        switch (tenant.status()) {
            case ACTIVE -> {
                if (!ServedTenant.isServed(tenant)) {
                    throw TenantRefused.unavailable(tenant);
                }
            }
            case INACTIVE, SUSPENDED, DELETING -> throw TenantRefused.inactive(tenant);
            case PROVISIONING, FAILED -> throw TenantRefused.unavailable(tenant);
        }
    }

    private Optional<Caller> caller(HttpServletRequest request, String token, TenantEntry tenant) {
        if (MachineSecret.isMeant(Plane.APP, token)) {
            rateLimit.checkStranger(request, tenant.id());
        }
        return credentials.holder(tenant, token);
    }
}
