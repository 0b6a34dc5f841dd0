package com.helpdeskly.doctor.control;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.provisioning.control.Ddl;
import com.helpdeskly.provisioning.control.ProvisionerConnections;
import com.helpdeskly.provisioning.control.RemoveTenant;
import com.helpdeskly.provisioning.control.TenantRoles;
import com.helpdeskly.rotation.boundary.SecretRotations;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.boundary.TenantSecrets;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.helpdeskly.tenants.entity.TenantId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Repairs that change the control database, or that must not meet work on the same tenant; each is a transaction. */
@Stateless
public class Repairs {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private Jobs jobs;

    @Inject
    private SecretRotations rotations;

    @Inject
    private TenantSecrets tenants;

    @Inject
    private TenantRoles roles;

    @Inject
    private SecretBox secrets;

    @Inject
    private ProvisionerConnections connections;

    @Inject
    private AuditTrail audit;

    /** Keeps a record of a repair. */
    public void record(String actor, Symptom symptom, String outcome) {
        audit.record(actor, "doctor.repair", symptom.kind() + " " + symptom.subject(), outcome);
    }

    /** Rings for a job that nobody works on. */
    public void remind(UUID job) {
        jobs.remind(job);
    }

    /** Rotates a tenant's secret. */
    public void rotate(String tenant, String actor) {
        rotations.ofTenant(tenant, version -> {}, actor);
    }

    /** Runs a removal again that was given up. */
    public void removeAgain(UUID tenant) {
        jobs.runAgain(RemoveTenant.KIND, tenant)
                .orElseThrow(() -> new RepairRefused("There is no removal that was given up."));
    }

    /** Makes the login role of a tenant that has lost it, with the password that the nodes know. */
    public void makeRole(UUID tenant) throws SQLException {
        TenantSecrets.RoleSecret role = tenants.find(new TenantId(tenant))
                .orElseThrow(() -> new RepairRefused("The tenant is not to have a role any more."));
        roles.make(role.server(), role.database(), role.role(), secrets.open(role.sealedPassword(), tenant.toString()));
    }

    /**
     * Drops what a provisioning that was given up has left. The tenant's row is held meanwhile, so that nobody sends it
     * back to provisioning.
     *
     * @throws RepairRefused when it has gone on, or has tickets
     */
    public void dropLeftover(UUID tenant, DatabaseAddress server, String name) throws SQLException {
        boolean failed = !em.createNativeQuery(
                        "select 1 from tenants where id = cast(?1 as uuid) and status = 'FAILED' for update")
                .setParameter(1, tenant.toString())
                .getResultList()
                .isEmpty();
        if (!failed) {
            throw new RepairRefused("The tenant is not FAILED any more.");
        }
        try (Connection admin = connections.toServer(server)) {
            if (isOpen(admin, name) && holdsTickets(server, name)) {
                throw new RepairRefused("There are tickets in the database.");
            }
            drop(admin, name);
        }
    }

    private static boolean isOpen(Connection admin, String name) throws SQLException {
        return Ddl.exists(admin, "select 1 from pg_database where datname = ? and datallowconn", name);
    }

    private boolean holdsTickets(DatabaseAddress server, String name) throws SQLException {
        try (Connection database = connections.database(server, name).getConnection()) {
            return Ddl.is(database, "select to_regclass('public.tickets') is not null")
                    && Ddl.is(database, "select exists (select from tickets)");
        }
    }

    /** Drops the database and the role of a tenant that was removed. */
    public void dropRemoved(UUID tenant, DatabaseAddress server, String name) throws SQLException {
        if (!em.createNativeQuery("select 1 from tenants where id = cast(?1 as uuid)")
                .setParameter(1, tenant.toString())
                .getResultList()
                .isEmpty()) {
            throw new RepairRefused("The tenant is there again.");
        }
        try (Connection admin = connections.toServer(server)) {
            drop(admin, name);
        }
    }

    private static void drop(Connection admin, String name) throws SQLException {
        Ddl.execute(admin, "drop database if exists " + Ddl.name(name) + " with (force)");
        Ddl.execute(admin, "drop role if exists " + Ddl.name(name));
    }
}
