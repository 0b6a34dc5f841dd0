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

    /** The same tenant in another state. */
    public TenantEntry withStatus(TenantStatus other) {
        return new TenantEntry(id, slug, other, server, database, role, sealedPassword);
    }
}
