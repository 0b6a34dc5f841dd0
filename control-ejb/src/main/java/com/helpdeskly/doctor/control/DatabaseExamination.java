package com.helpdeskly.doctor.control;

import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.provisioning.control.FailureReasons;
import com.helpdeskly.provisioning.control.ProvisionerConnections;
import com.helpdeskly.provisioning.control.Templates;
import com.helpdeskly.provisioning.control.Templates.Template;
import com.helpdeskly.tenants.entity.DatabaseAddress;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.ds.PGSimpleDataSource;

/** Looks into one tenant's database: whose it says it is, its structure, and what the tenant's role may do there. */
@ApplicationScoped
public class DatabaseExamination {
    /** A superuser has all rights everywhere, which is told of the role itself. */
    private static final String MAY_TOO_MUCH = """
            select has_schema_privilege(r.oid, 'public', 'CREATE')
                   or exists (select from pg_class c, aclexplode(c.relacl) a
                               where c.relnamespace = 'public'::regnamespace and a.grantee in (0, r.oid))
                   or exists (select from pg_class c where c.relowner = r.oid)
              from pg_roles r where r.rolname = ? and not r.rolsuper
            """;

    @Inject
    private ProvisionerConnections connections;

    @Inject
    private Templates templates;

    @Inject
    private DoctorSettings settings;

    @Inject
    private RoleRepairs repairs;

    /**
     * A database that is to be looked into.
     *
     * @param template what it is compared with, or {@code null} for one of another schema version
     * @param lost set when the server is gone, which spares the others of that server
     */
    record Patient(TenantFact tenant, DatabaseServer server, Template template, AtomicBoolean lost) {}

    /** Where a database can be opened for a short look. */
    PGSimpleDataSource source(DatabaseAddress server, String database) {
        PGSimpleDataSource source = connections.database(server, database);
        int seconds = (int) settings.timeout().toSeconds();
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(seconds);
        return source;
    }

    List<Symptom> run(Patient patient) {
        List<Symptom> found = new ArrayList<>();
        TenantFact tenant = patient.tenant();
        try (Connection database =
                source(patient.server().address(), tenant.database()).getConnection()) {
            examine(patient, database, found);
        } catch (SQLException failure) {
            if (SqlFailures.lostConnection(failure).isPresent()) {
                patient.lost().set(true);
            } else {
                found.add(Symptom.of(
                        SymptomKind.DATABASE_CLOSED,
                        tenant.slug(),
                        tenant.id(),
                        "The database %s cannot be looked into. %s"
                                .formatted(tenant.database(), FailureReasons.of(failure))));
            }
        }
        return found;
    }

    private void examine(Patient patient, Connection database, List<Symptom> found) throws SQLException {
        TenantFact tenant = patient.tenant();
        if (patient.template() != null) {
            templates
                    .difference(database, patient.template())
                    .ifPresent(difference ->
                            found.add(Symptom.of(SymptomKind.SCHEMA_DRIFT, tenant.slug(), tenant.id(), difference)));
        }
        if (!isOf(database, tenant.id())) {
            found.add(Symptom.of(
                    SymptomKind.IDENTITY_WRONG,
                    tenant.slug(),
                    tenant.id(),
                    "The database %s does not say that it is this tenant's; nobody is served from it."
                            .formatted(tenant.database())));
        }
        if (isTrue(database, MAY_TOO_MUCH, tenant.role())) {
            found.add(new Symptom(
                    SymptomKind.ROLE_RIGHTS,
                    tenant.slug(),
                    tenant.id(),
                    "In the database %s the role %s, or PUBLIC, may do more than serve. Repairing takes grants back."
                            .formatted(tenant.database(), tenant.role()),
                    actor -> repairs.mendRightsInside(patient.server().address(), tenant.database(), tenant.role())));
        }
    }

    private static boolean isOf(Connection database, UUID tenant) throws SQLException {
        return isTrue(database, "select to_regclass('public.tenant_identity') is not null and ? <> ''", "-")
                && isTrue(database, "select tenant_id = ?::uuid from tenant_identity", tenant.toString());
    }

    private static boolean isTrue(Connection database, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
