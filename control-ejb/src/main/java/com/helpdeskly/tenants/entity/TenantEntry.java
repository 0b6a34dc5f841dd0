package com.helpdeskly.tenants.entity;

/**
 * What a node has to know of a tenant to serve it.
 *
 * @param database the name of its database
 * @param role the login role of that database alone
 * @param maintenance whether its people are kept out for a while
 * @param schemaVersion of its database, 0 while it has none
 * @param schemaFailed whether its database could not be migrated
 * @param sealedPassword the role's password, encrypted; the directory opens it
 * @param version grows with every change of the tenant
 */
public record TenantEntry(
        TenantId id,
        Slug slug,
        TenantStatus status,
        boolean maintenance,
        int schemaVersion,
        boolean schemaFailed,
        DatabaseAddress server,
        String database,
        String role,
        String sealedPassword,
        long version) {

    /** What there is to know of a tenant. */
    public static TenantEntry from(Tenant tenant) {
        return new TenantEntry(
                tenant.id(),
                tenant.slug(),
                tenant.status(),
                tenant.inMaintenance(),
                tenant.schemaVersion().map(Integer::valueOf).orElse(0),
                tenant.schemaError().isPresent(),
                tenant.server().address(),
                tenant.databaseName(),
                tenant.roleName(),
                tenant.sealedPassword(),
                tenant.version());
    }

    /** Whether this is what the other has become, or another tenant that has its slug now. */
    public boolean isNewerThan(TenantEntry other) {
        return !id.equals(other.id) || version > other.version;
    }

    /** Whether both lead to the same database in the same way, whatever the tenant's state is. */
    public boolean leadsWhere(TenantEntry other) {
        return this == other
                || id.equals(other.id)
                        && slug.equals(other.slug)
                        && server.equals(other.server)
                        && database.equals(other.database)
                        && role.equals(other.role)
                        && sealedPassword.equals(other.sealedPassword);
    }
}
