package com.helpdeskly.fleet.entity;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;

/**
 * A run that brings the fleet's databases to a schema version, wave after wave.
 *
 * <p>Its life: {@code PLANNED}, with a row for each tenant, then {@code RUNNING} until every tenant has its outcome:
 * {@code SUCCEEDED}, or {@code FAILED} when some have failed. An operator can pause and resume it; it halts itself when
 * more of a wave's tenants fail than its ratio allows, and then nobody of a later wave is touched. Resumed, it goes on
 * where it was; failed tenants are tried again only when somebody asks for that. A dry run stays {@code PLANNED}.
 */
@Entity
@Table(name = "migrations")
public class Migration {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private MigrationStatus status;

    @Column(name = "target_version")
    private int targetVersion;

    private int parallelism;

    @Column(name = "halt_at_failure_ratio")
    private double haltAtFailureRatio;

    @Column(name = "dry_run")
    private boolean dryRun;

    private int waves;
    private String reason;

    @Column(name = "job_id")
    @Convert(UuidConverter.NAME)
    private UUID jobId;

    @Column(name = "created_by")
    private String createdBy;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    protected Migration() {}

    /**
     * @param targetVersion the schema version that the tenants are to have
     * @param parallelism tenants at once
     * @param haltAtFailureRatio 0 to 1; it halts when more than this part of a wave has failed
     * @param waves how many there are
     */
    public Migration(
            int targetVersion,
            int parallelism,
            double haltAtFailureRatio,
            boolean dryRun,
            int waves,
            String createdBy) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.status = MigrationStatus.PLANNED;
        this.targetVersion = targetVersion;
        this.parallelism = parallelism;
        this.haltAtFailureRatio = haltAtFailureRatio;
        this.dryRun = dryRun;
        this.waves = waves;
        this.createdBy = createdBy;
        this.createdAt = Timestamps.now();
    }

    /** A job carries it out from now on. */
    public void carriedOutBy(UUID job) {
        this.jobId = job;
    }

    /** Whether a job carries it out, or will when it is claimed. */
    public boolean isCarriedOut() {
        return jobId != null;
    }

    /** The job's worker has nothing under way. @return false when it has to go on */
    public boolean leave() {
        if (status == MigrationStatus.RUNNING) {
            return false;
        }
        jobId = null;
        return true;
    }

    /** Begins, or goes on. @throws MigrationRefused when it runs, has succeeded, or is a dry run */
    public void run() {
        if (dryRun) {
            throw new MigrationRefused("A dry run is never carried out.");
        }
        require(
                "resumed",
                EnumSet.of(
                        MigrationStatus.PLANNED,
                        MigrationStatus.PAUSED,
                        MigrationStatus.HALTED,
                        MigrationStatus.FAILED));
        status = MigrationStatus.RUNNING;
        reason = null;
        endedAt = null;
        startedAt = startedAt == null ? Timestamps.now() : startedAt;
    }

    /** Stops for a while; tenants that are being migrated are finished. */
    public void pause() {
        require("paused", EnumSet.of(MigrationStatus.RUNNING));
        status = MigrationStatus.PAUSED;
    }

    /** Stops itself. @param why for operators */
    public void halt(String why) {
        if (status == MigrationStatus.RUNNING) {
            status = MigrationStatus.HALTED;
            reason = why;
        }
    }

    /** Every tenant has its outcome. @param failed how many were not migrated */
    public void end(long failed) {
        if (status == MigrationStatus.RUNNING) {
            status = failed == 0 ? MigrationStatus.SUCCEEDED : MigrationStatus.FAILED;
            reason = failed == 0 ? null : failed + " tenants were not migrated.";
            endedAt = Timestamps.now();
        }
    }

    /** Given up for now. @param why for operators */
    public void giveUp(String why) {
        jobId = null;
        if (status == MigrationStatus.RUNNING) {
            status = MigrationStatus.FAILED;
            reason = why;
            endedAt = Timestamps.now();
        }
    }

    /** Whether more of a wave has failed than it may. */
    public boolean isTooMuch(long failed, long ofWave) {
        return failed > haltAtFailureRatio * ofWave;
    }

    private void require(String what, EnumSet<MigrationStatus> allowed) {
        if (!allowed.contains(status)) {
            throw new MigrationRefused(
                    "A run that is %s cannot be %s; one that is %s can.".formatted(status, what, allowed));
        }
    }

    public UUID id() {
        return id;
    }

    public MigrationStatus status() {
        return status;
    }

    public int targetVersion() {
        return targetVersion;
    }

    public int parallelism() {
        return parallelism;
    }

    public double haltAtFailureRatio() {
        return haltAtFailureRatio;
    }

    public boolean dryRun() {
        return dryRun;
    }

    public int waves() {
        return waves;
    }

    /** Why it halted or failed. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public String createdBy() {
        return createdBy;
    }

    public long version() {
        return version;
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
}
