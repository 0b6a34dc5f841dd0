package com.helpdeskly.doctor.control;

import com.helpdeskly.doctor.control.DatabaseExamination.Patient;
import com.helpdeskly.provisioning.control.FailureReasons;
import com.helpdeskly.provisioning.control.ProvisionerConnections;
import com.helpdeskly.provisioning.control.ProvisioningSettings;
import com.helpdeskly.provisioning.control.Templates;
import com.helpdeskly.provisioning.control.Templates.Template;
import com.helpdeskly.tenants.control.ServerCatalog;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One look at everything: each server by one connection, then each tenant's database by one more, a few at once. What
 * jobs work on meanwhile is left out, by what the control database says of them before and after.
 */
@ApplicationScoped
public class Examination {
    /** So many symptoms are enough for one report. */
    public static final int MOST = 1_000;

    private static final Set<SymptomKind> OF_THE_STOCK = Set.of(SymptomKind.STOCK_SHORT);

    @Inject
    private ServerCatalog catalog;

    @Inject
    private Records records;

    @Inject
    private Repairs repairs;

    @Inject
    private RoleRepairs roleRepairs;

    @Inject
    private ReadyExamination ready;

    @Inject
    private DatabaseExamination databases;

    @Inject
    private Templates templates;

    @Inject
    private ProvisioningSettings provisioning;

    @Inject
    private DoctorSettings settings;

    @Resource
    private ManagedThreadFactory threads;

    /** What does not fit, the most urgent first; at most {@value #MOST}. */
    public List<Symptom> run() {
        String begin = records.now();
        Set<UUID> atWork = new HashSet<>(records.atWork(begin));
        boolean stockIsUsed = records.takesFromStock();
        List<Symptom> found = new ArrayList<>();
        List<Patient> patients = new ArrayList<>();
        atOnce(catalog.servers(), server -> examine(server, found, patients));
        atOnce(patients, patient -> examine(patient, found));
        reportLost(patients, found);
        List<Symptom> halfDone = records.halfDone();
        atWork.addAll(records.atWork(begin));
        boolean stockWasUsed = stockIsUsed || records.takesFromStock();
        found.addAll(halfDone);
        return found.stream()
                .filter(symptom -> symptom.tenant() == null || !atWork.contains(symptom.tenant()))
                .filter(symptom -> !stockWasUsed || !OF_THE_STOCK.contains(symptom.kind()))
                .sorted(Comparator.comparing(Symptom::kind).thenComparing(Symptom::subject))
                .limit(MOST)
                .toList();
    }

    private void examine(DatabaseServer server, List<Symptom> found, List<Patient> patients) {
        try (Connection admin = databases
                .source(server.address(), ProvisionerConnections.MAINTENANCE_DATABASE)
                .getConnection()) {
            Map<String, TenantFact> tenants = records.tenantsOf(server.id());
            ServerFacts facts = ServerFacts.read(admin);
            List<Symptom> here = new ServerExamination(
                            server, tenants, facts, records::removed, roleRepairs, repairs, provisioning.user())
                    .run();
            here.addAll(ready.run(server, admin));
            Template template = templates.find(admin).orElse(null);
            AtomicBoolean lost = new AtomicBoolean();
            synchronized (found) {
                found.addAll(here);
                tenants.values().stream()
                        .filter(TenantFact::isMade)
                        .filter(tenant -> facts.databases().containsKey(tenant.database()))
                        .filter(tenant ->
                                facts.databases().get(tenant.database()).open())
                        .map(tenant -> new Patient(tenant, server, comparable(tenant, template), lost))
                        .forEach(patients::add);
            }
        } catch (SQLException failure) {
            add(found, List.of(unreachable(server, FailureReasons.of(failure))));
        }
    }

    /** Only what is at the version of this release has the structure of its template. */
    private Template comparable(TenantFact tenant, Template template) {
        return templates.schema().version().equals(tenant.schemaVersion()) ? template : null;
    }

    private void examine(Patient patient, List<Symptom> found) {
        if (!patient.lost().get()) {
            add(found, databases.run(patient));
        }
    }

    private static void reportLost(List<Patient> patients, List<Symptom> found) {
        Set<AtomicBoolean> reported = new HashSet<>();
        for (Patient patient : patients) {
            if (patient.lost().get() && reported.add(patient.lost())) {
                found.add(unreachable(patient.server(), "It was lost in the middle of the examination."));
            }
        }
    }

    private static Symptom unreachable(DatabaseServer server, String reason) {
        return Symptom.of(
                SymptomKind.SERVER_UNREACHABLE, server.name(), null, reason + " Its tenants were not examined.");
    }

    private static void add(List<Symptom> found, List<Symptom> more) {
        synchronized (found) {
            if (found.size() < MOST) {
                found.addAll(more);
            }
        }
    }

    /** Does the same with each of many, a few at once, on threads of its own: who asks holds one of the server's few. */
    private <T> void atOnce(List<T> items, Consumer<T> work) {
        int parallelism = Math.min(settings.parallelism(), items.size());
        if (parallelism == 0) {
            return;
        }
        Iterator<T> left = items.iterator();
        ExecutorService workers = Executors.newFixedThreadPool(parallelism, threads);
        try {
            CompletableFuture.allOf(IntStream.range(0, parallelism)
                            .mapToObj(worker -> CompletableFuture.runAsync(() -> workThrough(left, work), workers))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        } finally {
            workers.shutdown();
        }
    }

    private static <T> void workThrough(Iterator<T> left, Consumer<T> work) {
        for (T item = next(left); item != null; item = next(left)) {
            work.accept(item);
        }
    }

    private static <T> T next(Iterator<T> left) {
        synchronized (left) {
            return left.hasNext() ? left.next() : null;
        }
    }
}
