package com.helpdeskly.tenancy.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.web.request.RequestAttribute;

/** The tenant that a request was found to be for. */
public record ResolvedTenant(TenantEntry entry) {
    /** Where it is kept. */
    public static final RequestAttribute<ResolvedTenant> OF_REQUEST = new RequestAttribute<>(ResolvedTenant.class);
}
