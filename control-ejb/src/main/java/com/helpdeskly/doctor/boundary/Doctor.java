package com.helpdeskly.doctor.boundary;

import com.helpdeskly.doctor.control.Examination;
import com.helpdeskly.doctor.control.RepairRefused;
import com.helpdeskly.doctor.control.Repairs;
import com.helpdeskly.doctor.control.Symptom;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.provisioning.control.FailureReasons;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Finds what does not fit between the control database and the database servers, and mends what can be mended without a
 * risk for anybody's data. One examination at a time runs on a node.
 */
@ApplicationScoped
public class Doctor {
    private static final System.Logger LOG = System.getLogger(Doctor.class.getName());

    private final Semaphore free = new Semaphore(1);

    @Inject
    private Examination examination;

    @Inject
    private Repairs repairs;

    /** What was found, most urgent first; at most {@value Examination#MOST}. */
    public record Report(List<Finding> findings) {}

    /**
     * What was done.
     *
     * @param repaired what was found and mended; what goes on in the background may take a while
     * @param findings what is left for people
     */
    public record RepairReport(List<Finding> repaired, List<Finding> findings) {}

    /** @throws ProblemException 503 while another examination runs on this node */
    public Report examine() {
        return alone(
                () -> new Report(examination.run().stream().map(Finding::of).toList()));
    }

    /**
     * Examines, and mends what it finds as far as that is safe.
     *
     * @param actor the operator's e-mail, for the audit
     * @throws ProblemException 503 while another examination runs on this node
     */
    public RepairReport repair(String actor) {
        return alone(() -> {
            List<Finding> repaired = new ArrayList<>();
            List<Finding> left = new ArrayList<>();
            for (Symptom symptom : examination.run()) {
                Finding finding = Finding.of(symptom);
                Optional<String> failure = symptom.isRepairable() ? failureOf(symptom, actor) : Optional.empty();
                if (symptom.isRepairable() && failure.isEmpty()) {
                    repaired.add(finding);
                } else {
                    left.add(failure.map(finding::stillThere).orElse(finding));
                }
            }
            return new RepairReport(repaired, left);
        });
    }

    private Optional<String> failureOf(Symptom symptom, String actor) {
        try {
            symptom.repair().run(actor);
            repairs.record(actor, symptom, "repaired");
            return Optional.empty();
        } catch (Exception failure) {
            LOG.log(Level.WARNING, symptom.kind() + " of " + symptom.subject() + " was not repaired", failure);
            String reason = SqlFailures.first(failure, RepairRefused.class)
                    .map(Throwable::getMessage)
                    .or(() -> SqlFailures.first(failure, ProblemException.class).map(Throwable::getMessage))
                    .orElseGet(() -> FailureReasons.of(failure));
            repairs.record(actor, symptom, "not repaired: " + reason);
            return Optional.of(reason);
        }
    }

    private <T> T alone(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw ProblemException.retryLater(
                    503, "doctor-busy", "An examination is under way on this node.", Duration.ofSeconds(5), null);
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
