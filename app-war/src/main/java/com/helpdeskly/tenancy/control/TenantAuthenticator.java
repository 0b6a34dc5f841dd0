package com.helpdeskly.tenancy.control;

import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CallerAuthenticator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Lets a request in to its tenant: finds the tenant, checks its state, and then that the caller's token is of this very
 * tenant. All of it comes from memory.
 */
@ApplicationScoped
public class TenantAuthenticator implements CallerAuthenticator {
    @Inject
    private RequestedSlug requestedSlug;

    @Inject
    private TenantDirectory directory;

    @Inject
    private Tokens tokens;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, Optional<String> bearerToken) {
        Slug slug = requestedSlug.of(request);
        LogContext.tenant(slug.value());
        TenantEntry tenant = directory.find(slug).orElseThrow(TenantRefused::unknown);
        checkState(tenant);
        ResolvedTenant.OF_REQUEST.keep(request, new ResolvedTenant(tenant));
        return bearerToken.flatMap(token -> tokens.verify(Plane.APP, token)).map(subject -> caller(subject, tenant));
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

    private static Caller caller(TokenSubject subject, TenantEntry tenant) {
        if (!subject.tenant().equals(Optional.of(tenant.id().value()))) {
            throw TenantRefused.mismatch();
        }
        return new Caller(subject.id(), subject.email(), subject.name(), subject.role());
    }
}
