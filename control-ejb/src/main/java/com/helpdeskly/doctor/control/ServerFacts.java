package com.helpdeskly.doctor.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database server says of databases and roles that are named like tenants' ones.
 *
 * @param databases and {@code roles} by their names
 */
record ServerFacts(Map<String, DatabaseFact> databases, Map<String, RoleFact> roles) {
    /** What tenants' databases and roles begin with. */
    static final String PREFIX = "tenant_";

    /**
     * A database.
     *
     * @param open whether it takes connections
     * @param publicMay whether everybody may connect, or more
     * @param grants of tenants' roles, each {@code role:privilege}
     */
    record DatabaseFact(String name, String owner, boolean open, boolean publicMay, Set<String> grants) {}

    /**
     * A role.
     *
     * @param powers what it may do to the whole server, for example {@code CREATEDB}
     * @param groups that it is a member of
     * @param settings its own, each {@code name=value}
     */
    record RoleFact(String name, boolean login, Set<String> powers, Set<String> groups, Set<String> settings) {}

    private static final String DATABASES = """
            select d.datname, pg_get_userbyid(d.datdba), d.datallowconn,
                   d.datacl is null or exists (select from aclexplode(d.datacl) where grantee = 0),
                   (select string_agg(g.rolname || ':' || a.privilege_type, ',')
                      from aclexplode(d.datacl) a join pg_roles g on g.oid = a.grantee
                     where starts_with(g.rolname, 'tenant_'))
              from pg_database d where starts_with(d.datname, 'tenant_')
            """;
    private static final String ROLES = """
            select r.rolname, r.rolcanlogin,
                   concat_ws(',', case when r.rolsuper then 'SUPERUSER' end, case when r.rolcreatedb then 'CREATEDB' end,
                             case when r.rolcreaterole then 'CREATEROLE' end,
                             case when r.rolreplication then 'REPLICATION' end,
                             case when r.rolbypassrls then 'BYPASSRLS' end),
                   (select string_agg(pg_get_userbyid(m.roleid), ',') from pg_auth_members m where m.member = r.oid),
                   (select array_to_string(s.setconfig, ',') from pg_db_role_setting s
                     where s.setrole = r.oid and s.setdatabase = 0)
              from pg_roles r where starts_with(r.rolname, 'tenant_')
            """;

    static ServerFacts read(Connection server) throws SQLException {
        Map<String, DatabaseFact> databases = new TreeMap<>();
        Map<String, RoleFact> roles = new TreeMap<>();
        try (Statement statement = server.createStatement()) {
            try (ResultSet row = statement.executeQuery(DATABASES)) {
                while (row.next()) {
                    databases.put(
                            row.getString(1),
                            new DatabaseFact(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getBoolean(3),
                                    row.getBoolean(4),
                                    set(row.getString(5))));
                }
            }
            try (ResultSet row = statement.executeQuery(ROLES)) {
                while (row.next()) {
                    roles.put(
                            row.getString(1),
                            new RoleFact(
                                    row.getString(1),
                                    row.getBoolean(2),
                                    set(row.getString(3)),
                                    set(row.getString(4)),
                                    set(row.getString(5))));
                }
            }
        }
        return new ServerFacts(databases, roles);
    }

    private static Set<String> set(String list) {
        return list == null || list.isEmpty() ? Set.of() : new TreeSet<>(List.copyOf(Arrays.asList(list.split(","))));
    }
}
