package com.helpdeskly.tenants.boundary;

import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantId;

/**
 * What is to be made for a tenant and where.
 *
 * @param database the name of its database
 * @param role its login role
 * @param sealedPassword the role's password, encrypted for the tenant's id
 */
public record ProvisioningTarget(
        TenantId id, Slug slug, DatabaseAddress server, String database, String role, String sealedPassword) {

    static ProvisioningTarget from(Tenant tenant) {
        return new ProvisioningTarget(
                tenant.id(),
                tenant.slug(),
                tenant.server().address(),
                tenant.databaseName(),
                tenant.roleName(),
                tenant.sealedPassword());
    }
}
