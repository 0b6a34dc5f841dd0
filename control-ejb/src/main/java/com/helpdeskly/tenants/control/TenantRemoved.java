package com.helpdeskly.tenants.control;

import com.helpdeskly.tenants.entity.Slug;

/**
 * A tenant is gone, and its slug is free; observed once the transaction has committed.
 *
 * @param slug what it was called
 */
public record TenantRemoved(Slug slug) {}
