package com.helpdeskly.tenants.entity;

import java.util.List;
import java.util.Optional;

/**
 * What a node has to know of a tenant to serve it.
 *
 * @param database the name of its database
 * @param role the login role of that database alone
 * @param maintenance whether its people are kept out for a while
 * @param schemaVersion of its database, 0 while it has none
 * @param schemaFailed whether its database could not be migrated
 * @param sealedPasswords the role's password, encrypted; the directory opens it. While it is being changed there are two:
 *     the one that was in force, then the next one
 * @param connectionLimit how many connections a node may have to its database; empty for the node's own limit
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
        List<String> sealedPasswords,
        Optional<Integer> connectionLimit,
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
                tenant.nextSealedPassword()
                        .map(next -> List.of(tenant.sealedPassword(), next))
                        .orElseGet(() -> List.of(tenant.sealedPassword())),
                tenant.connectionLimit(),
                tenant.version());
    }

    /** Whether this is what the other has become, or another tenant that has its slug now. */
    public boolean isNewerThan(TenantEntry other) {
        return !id.equals(other.id) || version > other.version;
    }

    /**
     * Whether both lead to the same database by the same role, whatever the tenant's state is. The password does not
     * count: what was opened by an earlier one stays good.
     */
    public boolean leadsWhere(TenantEntry other) {
        return this == other
                || id.equals(other.id)
                        && slug.equals(other.slug)
                        && server.equals(other.server)
                        && database.equals(other.database)
                        && role.equals(other.role);
    }
}
