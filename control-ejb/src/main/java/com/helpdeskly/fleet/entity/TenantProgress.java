package com.helpdeskly.fleet.entity;

/** Where a tenant stands in a run over the fleet. */
public enum TenantProgress {
    /** Its turn has not come. */
    QUEUED,
    /** It is being migrated. */
    RUNNING,
    /** It has the version now. */
    SUCCEEDED,
    /** It could not be migrated, and is not served until that is mended. */
    FAILED,
    /** It had the version already, or it was removed before its turn came. */
    SKIPPED
}
