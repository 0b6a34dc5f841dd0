package com.helpdeskly.tenancy.control;

import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tenants.entity.TenantStatus;

/** Whether a tenant's people are served at this moment. */
public final class ServedTenant {
    /** Old tenants are served while a run over the fleet is on: this release knows its schema and the one before. */
    private static final int OLDEST_SERVED = new TenantSchema().number() - 1;

    private ServedTenant() {}

    public static boolean isServed(TenantEntry tenant) {
        return tenant.status() == TenantStatus.ACTIVE
                && !tenant.maintenance()
                && !tenant.schemaFailed()
                && tenant.schemaVersion() >= OLDEST_SERVED;
    }
}
