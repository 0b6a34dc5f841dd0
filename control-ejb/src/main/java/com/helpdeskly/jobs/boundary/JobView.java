package com.helpdeskly.jobs.boundary;

import com.helpdeskly.jobs.entity.Job;
import com.helpdeskly.jobs.entity.JobStatus;
import com.helpdeskly.jobs.entity.JobStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A job as operators see it.
 *
 * @param tenantId whom it is for, or {@code null} when that is the service as a whole
 * @param attempts how often a worker has begun it
 * @param runAt when it was or is to be begun, at the earliest
 * @param cancelledBy who wanted it given up, or {@code null}
 * @param error why it failed or why its last attempt did, or {@code null}
 */
public record JobView(
        UUID id,
        String kind,
        JobStatus status,
        UUID tenantId,
        int attempts,
        Instant runAt,
        String cancelledBy,
        String error,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        List<Step> steps) {

    /** A step of it; {@code startedAt}, {@code endedAt} and {@code error} may be {@code null}. */
    public record Step(String name, JobStatus status, Instant startedAt, Instant endedAt, String error) {
        static Step from(JobStep step) {
            return new Step(
                    step.name(),
                    step.status(),
                    step.startedAt().orElse(null),
                    step.endedAt().orElse(null),
                    step.error().orElse(null));
        }
    }

    static JobView from(Job job) {
        return new JobView(
                job.id(),
                job.kind(),
                job.status(),
                job.tenantId(),
                job.attempts(),
                job.runAt(),
                job.cancelledBy().orElse(null),
                job.error().orElse(null),
                job.createdAt(),
                job.startedAt().orElse(null),
                job.endedAt().orElse(null),
                job.steps().stream().map(Step::from).toList());
    }
}
