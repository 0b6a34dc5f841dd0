package com.helpdeskly.tenants.entity;

/**
 * What a node has to know of a tenant to serve it. Two equal entries lead to the same database in the same way.
 *
 * @param database the name of its database
 * @param role the login role of that database alone
 * @param sealedPassword the role's password, encrypted; the directory opens it
 */
public record TenantEntry(
        TenantId id,
        Slug slug,
        TenantStatus status,
        DatabaseAddress server,
        String database,
        String role,
        String sealedPassword) {

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
