package com.helpdeskly.connections.boundary;

import com.helpdeskly.connections.control.TenantConnections;
import com.helpdeskly.tenancy.boundary.CurrentTenant;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The request's work in its tenant's database: begun when it is first needed, ended with the request. */
@RequestScoped
public class TenantSession {
    @Inject
    private CurrentTenant tenant;

    @Inject
    private TenantConnections connections;

    private TenantConnections.Use use;

    EntityManager entityManager() {
        if (use == null) {
            use = connections.begin(tenant.entry());
        }
        return use.entityManager();
    }

    @PreDestroy
    void end() {
        if (use != null) {
            use.end();
        }
    }
}
