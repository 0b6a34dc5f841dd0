package com.helpdeskly.doctor.control;

import com.helpdeskly.doctor.control.ServerFacts.DatabaseFact;
import com.helpdeskly.doctor.control.ServerFacts.RoleFact;
import com.helpdeskly.doctor.control.Symptom.Repair;
import com.helpdeskly.schema.control.TenantSchema;
import com.helpdeskly.tenants.entity.DatabaseServer;
import com.helpdeskly.tenants.entity.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Compares what a server has with what the control database says of it. Used by one thread. */
final class ServerExamination {
    private static final Pattern OURS = Pattern.compile("tenant_[0-9a-f]{32}");

    /** What only a superuser can take from a role. */
    private static final Set<String> OUT_OF_REACH = Set.of("SUPERUSER", "REPLICATION", "BYPASSRLS");

    private final DatabaseServer server;
    private final Map<String, TenantFact> tenants;
    private final ServerFacts facts;
    private final Function<Set<UUID>, Set<UUID>> removed;
    private final RoleRepairs roleRepairs;
    private final Repairs repairs;
    private final String provisioner;
    private final List<Symptom> found = new ArrayList<>();

    /** @param removed tells which of some ids belong to tenants that were removed */
    ServerExamination(
            DatabaseServer server,
            Map<String, TenantFact> tenants,
            ServerFacts facts,
            Function<Set<UUID>, Set<UUID>> removed,
            RoleRepairs roleRepairs,
            Repairs repairs,
            String provisioner) {
        this.server = server;
        this.tenants = tenants;
        this.facts = facts;
        this.removed = removed;
        this.roleRepairs = roleRepairs;
        this.repairs = repairs;
        this.provisioner = provisioner;
    }

    List<Symptom> run() {
        for (TenantFact tenant : tenants.values()) {
            Optional<DatabaseFact> database =
                    Optional.ofNullable(facts.databases().get(tenant.database()));
            Optional<RoleFact> role = Optional.ofNullable(facts.roles().get(tenant.role()));
            if (tenant.isMade()) {
                database.ifPresentOrElse(
                        present -> examine(tenant, present, role.isPresent()), () -> databaseMissing(tenant));
                role.ifPresentOrElse(present -> examine(tenant, present), () -> roleMissing(tenant));
            } else if (tenant.status() == TenantStatus.FAILED && (database.isPresent() || role.isPresent())) {
                leftover(tenant);
            }
        }
        orphans();
        return found;
    }

    private void databaseMissing(TenantFact tenant) {
        report(
                SymptomKind.DATABASE_MISSING,
                tenant,
                "The database %s is not on the server %s. Restore it from a backup."
                        .formatted(tenant.database(), server.name()),
                null);
    }

    private void roleMissing(TenantFact tenant) {
        report(
                SymptomKind.ROLE_MISSING,
                tenant,
                "The login role %s is not on the server %s. Repairing makes it again."
                        .formatted(tenant.role(), server.name()),
                actor -> repairs.makeRole(tenant.id()));
    }

    private void leftover(TenantFact tenant) {
        report(
                SymptomKind.PROVISIONING_LEFTOVER,
                tenant,
                "The provisioning was given up, and %s is still there. Repairing drops it if it has no tickets."
                        .formatted(tenant.database()),
                actor -> repairs.dropLeftover(tenant.id(), server.address(), tenant.database()));
    }

    private void examine(TenantFact tenant, DatabaseFact database, boolean hasRole) {
        if (!database.owner().equals(provisioner)) {
            report(
                    SymptomKind.DATABASE_OWNER,
                    tenant,
                    "The database %s belongs to %s; only a superuser can give it back: alter database %s owner to %s."
                            .formatted(database.name(), database.owner(), database.name(), provisioner),
                    null);
        }
        if (!database.open()) {
            report(
                    SymptomKind.DATABASE_CLOSED,
                    tenant,
                    "The database %s is closed to connections; whoever closed it has to open it: alter database %s with"
                                    .formatted(database.name(), database.name())
                            + " allow_connections true.",
                    null);
        }
        Set<String> strangers = new TreeSet<>(database.grants());
        strangers.remove(tenant.role() + ":CONNECT");
        boolean mayConnect = database.grants().contains(tenant.role() + ":CONNECT");
        if (database.publicMay() || !strangers.isEmpty() || hasRole && !mayConnect) {
            report(
                    SymptomKind.DATABASE_GRANTS,
                    tenant,
                    "To the database %s only %s may connect; %s, too much: %s."
                            .formatted(
                                    database.name(),
                                    tenant.role(),
                                    mayConnect ? "it may" : "it may not",
                                    database.publicMay() ? "PUBLIC " + strangers : strangers),
                    actor -> roleRepairs.mendGrants(server.address(), database.name(), tenant.role(), strangers));
        }
    }

    private void examine(TenantFact tenant, RoleFact role) {
        Set<String> groups = new TreeSet<>(role.groups());
        boolean serves = groups.remove(TenantSchema.SERVING_ROLE);
        if (!role.powers().isEmpty() || !groups.isEmpty() || !serves || !role.login()) {
            boolean reachable = groups.isEmpty() && role.powers().stream().noneMatch(OUT_OF_REACH::contains);
            report(
                    SymptomKind.ROLE_RIGHTS,
                    tenant,
                    "The role %s must sign in (%s), serve (%s) and nothing else; too much: %s, member of %s. %s"
                            .formatted(
                                    role.name(),
                                    role.login() ? "it does" : "it cannot",
                                    serves ? "it does" : "it does not",
                                    role.powers(),
                                    groups,
                                    reachable ? "Repairing mends it." : "Only a superuser can take that from it."),
                    reachable ? actor -> roleRepairs.mendRole(server.address(), role.name()) : null);
        }
        if (!role.settings().equals(roleRepairs.wantedSettings())) {
            report(
                    SymptomKind.ROLE_LIMITS,
                    tenant,
                    "The role %s has the settings %s and is to have %s. Repairing mends it."
                            .formatted(role.name(), role.settings(), new TreeSet<>(roleRepairs.wantedSettings())),
                    actor -> roleRepairs.mendLimits(server.address(), role.name()));
        }
    }

    private void orphans() {
        Set<String> databases = orphans(facts.databases().keySet(), TenantFact::database);
        Set<String> roles = orphans(facts.roles().keySet(), TenantFact::role);
        Set<UUID> ids = new TreeSet<>();
        databases.forEach(name -> idOf(name).ifPresent(ids::add));
        roles.forEach(name -> idOf(name).ifPresent(ids::add));
        Set<UUID> gone = ids.isEmpty() ? Set.of() : removed.apply(ids);
        databases.forEach(name -> orphan(SymptomKind.ORPHAN_DATABASE, "database", name, gone));
        roles.stream()
                .filter(name -> !databases.contains(name))
                .forEach(name -> orphan(SymptomKind.ORPHAN_ROLE, "role", name, gone));
    }

    private Set<String> orphans(Set<String> names, Function<TenantFact, String> name) {
        Set<String> orphans = new TreeSet<>(names);
        tenants.values().forEach(tenant -> orphans.remove(name.apply(tenant)));
        return orphans;
    }

    private void orphan(SymptomKind kind, String what, String name, Set<UUID> gone) {
        UUID id = idOf(name).orElse(null);
        boolean wasRemoved = id != null && gone.contains(id);
        String detail = "The %s is on the server %s, and %s"
                .formatted(
                        what,
                        server.name(),
                        wasRemoved
                                ? "its tenant was removed. Repairing drops it."
                                : "no tenant there has it. It may hold data and is never dropped by itself: look into it,"
                                        + " then drop it or enter it by hand.");
        Repair repair = wasRemoved ? actor -> repairs.dropRemoved(id, server.address(), name) : null;
        found.add(new Symptom(kind, name, id, detail, repair));
    }

    private static Optional<UUID> idOf(String name) {
        if (!OURS.matcher(name).matches()) {
            return Optional.empty();
        }
        String hex = name.substring(ServerFacts.PREFIX.length());
        return Optional.of(new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16)));
    }

    private void report(SymptomKind kind, TenantFact tenant, String detail, Repair repair) {
        found.add(new Symptom(kind, tenant.slug(), tenant.id(), detail, repair));
    }
}
