package com.helpdeskly.doctor.control;

/** What sort of trouble, the most urgent first. */
public enum SymptomKind {
    /** A server does not answer; nothing else is known of it. */
    SERVER_UNREACHABLE,
    /** A tenant has no database. */
    DATABASE_MISSING,
    /** A tenant has no login role. */
    ROLE_MISSING,
    /** A tenant's database says that it is another tenant's, or nobody's. */
    IDENTITY_WRONG,
    /** A role may do more, or less, than it needs to. */
    ROLE_RIGHTS,
    /** A role may keep its database at work for longer, or shorter, than is configured. */
    ROLE_LIMITS,
    /** Others than the tenant's role may connect to its database, or that role may not. */
    DATABASE_GRANTS,
    /** A database does not belong to the provisioner. */
    DATABASE_OWNER,
    /** A tenant's database is closed to connections, or does not answer. */
    DATABASE_CLOSED,
    /** A database does not have the structure of its schema version. */
    SCHEMA_DRIFT,
    /** The lease of a running job is long over, and nobody has taken it over. */
    JOB_STUCK,
    /** The removal of a tenant whose time of grace is over was given up. */
    REMOVAL_UNFINISHED,
    /** The rotation of a tenant's secret was given up half done. */
    ROTATION_UNFINISHED,
    /** A provisioning that was given up has left something. */
    PROVISIONING_LEFTOVER,
    /** A database is named like a tenant's, and there is no such tenant. */
    ORPHAN_DATABASE,
    /** A role is named like a tenant's, and there is no such tenant. */
    ORPHAN_ROLE,
    /** A server lacks the template of this release. */
    TEMPLATE_MISSING,
    /** A server has the template of an earlier release. */
    TEMPLATE_OUTDATED,
    /** A server has fewer ready copies than it is to have. */
    STOCK_SHORT,
    /** A server has ready copies of an earlier release. */
    STOCK_OUTDATED
}
