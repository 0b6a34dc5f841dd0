package com.helpdeskly.tenants.control;

import com.helpdeskly.tenants.entity.Slug;

/**
 * Something about a tenant that nodes keep in memory has changed; observed once the transaction has committed.
 *
 * @param slug the tenant's slug
 */
public record TenantChanged(Slug slug) {}
