package com.helpdeskly.connections.boundary;

import com.helpdeskly.connections.control.TenantConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;

/**
 * Hands out the {@link EntityManager} of the request's tenant. What is injected is a proxy that looks up the request it
 * is called in, so that nothing that outlives a request holds a tenant's EntityManager.
 */
@ApplicationScoped
public class EntityManagerProducer {

    @Produces
    @RequestScoped
    EntityManager open(TenantSession session) {
        return session.entityManager();
    }

    /** The session may have ended before: both are destroyed with the request, in no certain order. */
    void close(@Disposes EntityManager entityManager) {
        TenantConnections.close(entityManager);
    }
}
