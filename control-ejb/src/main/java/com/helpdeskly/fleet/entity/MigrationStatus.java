package com.helpdeskly.fleet.entity;

/** Where a run over the fleet stands. */
public enum MigrationStatus {
    /** Planned and not begun; a dry run stays so. */
    PLANNED,
    /** Tenants are being migrated. */
    RUNNING,
    /** An operator has stopped it for a while. */
    PAUSED,
    /** It has stopped itself, because too many tenants failed. */
    HALTED,
    /** All tenants were migrated. */
    SUCCEEDED,
    /** It ended, or was given up, with tenants that were not migrated. */
    FAILED
}
