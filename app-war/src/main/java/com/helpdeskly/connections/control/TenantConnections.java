package com.helpdeskly.connections.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The door to the tenants' databases; nothing outside of this package sees a data source or a factory. */
@ApplicationScoped
public class TenantConnections {
    @Inject
    private TenantClients clients;

    /** A use of one tenant's database by one request. */
    public static final class Use {
        private final TenantClient client;
        private final EntityManager entityManager;

        private Use(TenantClient client) {
            this.client = client;
            this.entityManager = client.createEntityManager();
        }

        public EntityManager entityManager() {
            return entityManager;
        }

        /** Ends the use; what was not committed is rolled back. */
        public void end() {
            try {
                close(entityManager);
            } finally {
                client.exit();
            }
        }
    }

    /**
     * Closes an EntityManager, if it is still open. A transaction that nobody has ended is rolled back first: the provider
     * would keep it, and its connection, after the close.
     */
    public static void close(EntityManager entityManager) {
        if (entityManager.isOpen()) {
            try {
                if (entityManager.getTransaction().isActive()) {
                    entityManager.getTransaction().rollback();
                }
            } finally {
                entityManager.close();
            }
        }
    }

    /** Begins a use, which must be ended. */
    public Use begin(TenantEntry tenant) {
        TenantClient client = clients.enter(tenant);
        try {
            return new Use(client);
        } catch (RuntimeException failure) {
            client.exit();
            throw failure;
        }
    }
}
