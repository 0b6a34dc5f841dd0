package com.helpdeskly.jobs.entity;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.Converter;

/**
 * Durable work on a tenant or on the service as a whole: a row that is written in the same transaction as what asked for it.
 *
 * <p>Its life: {@code QUEUED} until a worker claims it, which gives the worker a lease and the next fence number.
 * A worker that dies lets the lease run out, and another one claims the job with a higher fence; whatever the dead one
 * still writes is refused, because its fence is stale. A failed attempt puts it back into the queue for later; the last
 * one ends it {@code FAILED}. Steps that have succeeded are not run again, except after the job was given up. A job that
 * somebody cancels is given up at its next step.
 */
@Entity
@Table(name = "jobs")
@Converter(name = UuidConverter.NAME, converterClass = UuidConverter.class)
public class Job {
    @Id
    private UUID id;

    private String kind;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    @Column(name = "tenant_id")
    @Convert(UuidConverter.NAME)
    private UUID tenantId;

    private String payload;
    private int priority;
    private int attempts;

    @Column(name = "run_at")
    private Instant runAt;

    @Column(name = "lease_owner")
    private String leaseOwner;

    @Column(name = "lease_until")
    private Instant leaseUntil;

    private long fence;
    private String error;

    @Column(name = "cancelled_by")
    private String cancelledBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @OneToMany(mappedBy = "job", cascade = CascadeType.ALL, fetch = FetchType.LAZY)
    @OrderBy("position")
    private List<JobStep> steps = new ArrayList<>();

    protected Job() {}

    /**
     * @param tenantId whom it is for, or {@code null} for the service as a whole
     * @param payload what the job needs besides its tenant, for example a sealed password; never shown
     * @param stepNames what it does, in order
     * @param priority those with a lower number go first
     * @param firstRunAt not before this instant
     */
    public Job(String kind, UUID tenantId, String payload, List<String> stepNames, int priority, Instant firstRunAt) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.kind = kind;
        this.tenantId = tenantId;
        this.payload = payload;
        this.priority = priority;
        this.createdAt = Timestamps.now();
        for (String name : stepNames) {
            steps.add(new JobStep(this, steps.size() + 1, name));
        }
        queue(firstRunAt);
    }

    /** Gives the job to a worker for a while. */
    public void claim(String worker, Duration lease) {
        Instant now = Timestamps.now();
        status = JobStatus.RUNNING;
        attempts++;
        fence++;
        leaseOwner = worker;
        leaseUntil = now.plus(lease);
        startedAt = startedAt == null ? now : startedAt;
        error = null;
    }

    /** The worker lives. */
    public void extendLease(Duration lease) {
        leaseUntil = Timestamps.now().plus(lease);
    }

    /** Whether the worker that was given this fence still holds the job. */
    public boolean isHeldWith(long givenFence) {
        return status == JobStatus.RUNNING && fence == givenFence;
    }

    /** Records that a step begins, and that the one before it is done. */
    public void stepBegins(String name) {
        for (JobStep step : steps) {
            if (step.name().equals(name)) {
                step.begin();
                return;
            }
            if (step.status() == JobStatus.RUNNING) {
                step.succeed();
            }
        }
        throw new IllegalArgumentException("no step " + name);
    }

    /** The attempt failed and another one follows. */
    public void retryAfter(Duration delay, String reason) {
        error = reason;
        failRunningStep(reason);
        queue(Timestamps.now().plus(delay));
    }

    /**
     * Has it given up at its next step; one that waits need not wait any longer for that.
     *
     * @throws JobRefused when it has ended
     */
    public void cancel(String actor) {
        if (status != JobStatus.QUEUED && status != JobStatus.RUNNING) {
            throw new JobRefused("A job that is %s cannot be cancelled.".formatted(status));
        }
        cancelledBy = actor;
        if (status == JobStatus.QUEUED) {
            runAt = Timestamps.now();
        }
    }

    /** Takes an order back that nobody has begun to carry out. @return false when somebody has */
    public boolean withdraw(String reason) {
        if (status != JobStatus.QUEUED || attempts > 0) {
            return false;
        }
        end(JobStatus.FAILED, reason);
        return true;
    }

    /** Keeps what later steps, or the end, have to know; it takes the place of what the job was given. */
    public void keep(String newPayload) {
        payload = newPayload;
    }

    /** Given up. */
    public void fail(String reason) {
        failRunningStep(reason);
        end(JobStatus.FAILED, reason);
    }

    /** Done; what it was given is forgotten. */
    public void succeed() {
        steps.stream().filter(step -> step.status() == JobStatus.RUNNING).forEach(JobStep::succeed);
        payload = null;
        end(JobStatus.SUCCEEDED, null);
    }

    /**
     * Runs a job that was given up from its beginning, since what it had made was undone.
     *
     * @throws JobRefused when it was not given up
     */
    public void runAgain() {
        if (status != JobStatus.FAILED) {
            throw new JobRefused(
                    "A job that is %s cannot be run again; only one that is FAILED can.".formatted(status));
        }
        cancelledBy = null;
        steps.forEach(JobStep::reset);
        attempts = 0;
        startedAt = null;
        endedAt = null;
        error = null;
        queue(Timestamps.now());
    }

    private void failRunningStep(String reason) {
        steps.stream().filter(step -> step.status() == JobStatus.RUNNING).forEach(step -> step.fail(reason));
    }

    private void queue(Instant when) {
        status = JobStatus.QUEUED;
        runAt = when;
        leaseOwner = null;
        leaseUntil = null;
    }

    private void end(JobStatus end, String reason) {
        status = end;
        error = reason;
        endedAt = Timestamps.now();
        leaseOwner = null;
        leaseUntil = null;
    }

    public UUID id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public JobStatus status() {
        return status;
    }

    /** Whom it is for; {@code null} when that is the service as a whole. */
    public UUID tenantId() {
        return tenantId;
    }

    public String payload() {
        return payload;
    }

    public int attempts() {
        return attempts;
    }

    public long fence() {
        return fence;
    }

    /** Who wants it given up. */
    public Optional<String> cancelledBy() {
        return Optional.ofNullable(cancelledBy);
    }

    public Instant runAt() {
        return runAt;
    }

    /** Why it failed, or why its last attempt did. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public List<JobStep> steps() {
        return List.copyOf(steps);
    }
}
