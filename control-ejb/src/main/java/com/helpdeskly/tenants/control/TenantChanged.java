package com.helpdeskly.tenants.control;

import com.helpdeskly.tenants.entity.TenantEntry;

/**
 * Something about a tenant that nodes keep in memory has changed; observed once the transaction has committed.
 *
 * @param tenant what it has become
 */
public record TenantChanged(TenantEntry tenant) {}
