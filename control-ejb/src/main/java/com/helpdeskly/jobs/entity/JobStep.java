package com.helpdeskly.jobs.entity;

import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One step of a job. Its effect may be there before it is recorded as succeeded: steps are idempotent. */
@Entity
@Table(name = "job_steps")
@IdClass(JobStep.Key.class)
public class JobStep {
    @Id
    @ManyToOne(optional = false)
    @JoinColumn(name = "job_id")
    private Job job;

    @Id
    private int position;

    private String name;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private String error;

    protected JobStep() {}

    JobStep(Job job, int position, String name) {
        this.job = job;
        this.position = position;
        this.name = name;
        this.status = JobStatus.QUEUED;
    }

    void begin() {
        status = JobStatus.RUNNING;
        startedAt = Timestamps.now();
        endedAt = null;
        error = null;
    }

    void succeed() {
        status = JobStatus.SUCCEEDED;
        endedAt = Timestamps.now();
    }

    void fail(String reason) {
        status = JobStatus.FAILED;
        endedAt = Timestamps.now();
        error = reason;
    }

    void reset() {
        status = JobStatus.QUEUED;
        startedAt = null;
        endedAt = null;
        error = null;
    }

    public int position() {
        return position;
    }

    public String name() {
        return name;
    }

    public JobStatus status() {
        return status;
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** The step's identity, as Jakarta Persistence wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private UUID job;
        private int position;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.position == position && key.job.equals(job);
        }

        @Override
        public int hashCode() {
            return 31 * job.hashCode() + position;
        }
    }
}
