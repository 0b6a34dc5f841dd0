package com.helpdeskly.rotation.control;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.jobs.entity.JobRefused;
import com.helpdeskly.secrets.control.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Seals everything anew under the first master key, so that the others can be taken out of the configuration. Its payload
 * is the id of that key: a node whose first key is another one does not do the work. What is sealed anew already is passed
 * over, so that an attempt goes on where the one before ended.
 */
@ApplicationScoped
public class ResealSecrets implements JobHandler {
    /** The kind of the job. */
    public static final String KIND = "RESEAL_SECRETS";

    @Inject
    private SealedRows rows;

    @Inject
    private SecretBox secrets;

    @Inject
    private Jobs jobs;

    @Inject
    private AuditTrail audit;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> steps() {
        return Resealing.STEPS;
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public void retried(UUID tenant, String actor) {
        if (jobs.open(KIND, null) > 1) {
            throw new JobRefused("The secrets are being sealed anew already.");
        }
    }

    @Override
    public Run begin(ClaimedJob job) {
        return new Resealing(rows, secrets.keyId(), job.payload());
    }

    @Override
    public void succeeded(ClaimedJob job) {
        audit.record(AuditTrail.SYSTEM, "secrets.rotated", null, job.payload());
    }

    @Override
    public void failed(ClaimedJob job, String reason) {
        // The job keeps the reason; all secrets can be opened as long as the old key is configured.
    }
}
