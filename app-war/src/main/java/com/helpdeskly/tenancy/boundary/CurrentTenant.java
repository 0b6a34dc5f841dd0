package com.helpdeskly.tenancy.boundary;

import com.helpdeskly.tenancy.control.ResolvedTenant;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The tenant of the current request, which has been found to be active. */
@RequestScoped
public class CurrentTenant {
    @Inject
    private HttpServletRequest request;

    /** The tenant's id. */
    public UUID id() {
        return entry().id().value();
    }

    /** The tenant's slug. */
    public String slug() {
        return entry().slug().value();
    }

    /** What the node knows of the tenant. */
    public TenantEntry entry() {
        return ResolvedTenant.OF_REQUEST
                .find(request)
                .map(ResolvedTenant::entry)
                .orElseThrow(() -> new IllegalStateException("no tenant was resolved for this request"));
    }
}
