package com.helpdeskly.jobs.control;

import com.helpdeskly.jobs.entity.Job;
import com.helpdeskly.jobs.entity.JobStatus;
import com.helpdeskly.jobs.entity.JobStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The jobs table as workers see it. Each method is a transaction of its own, so that what a worker records is there
 * before it goes on, and each write of a worker holds the job's row and checks its fence.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JobQueue {
    private static final String DUE =
            "(status = 'QUEUED' and run_at <= clock_timestamp()) or (status = 'RUNNING' and lease_until < clock_timestamp())";

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private JobSettings settings;

    @Inject
    private Event<JobEnded> ended;

    /** The jobs that may run now, the most urgent first. */
    public List<UUID> due(int limit) {
        List<?> ids = em.createNativeQuery(
                        "select id::text from jobs where " + DUE + " order by priority, run_at limit ?1")
                .setParameter(1, limit)
                .getResultList();
        return ids.stream().map(id -> UUID.fromString((String) id)).toList();
    }

    /** Takes a job, unless it is not due or another worker is just taking it. */
    public Optional<ClaimedJob> claim(UUID id, String worker) {
        List<?> free = em.createNativeQuery(
                        "select 1 from jobs where id = cast(?1 as uuid) and (" + DUE + ") for update skip locked")
                .setParameter(1, id.toString())
                .getResultList();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        Job job = em.find(Job.class, id);
        job.claim(worker, settings.lease());
        return Optional.of(new ClaimedJob(
                job.id(),
                job.kind(),
                job.tenantId(),
                job.payload(),
                job.fence(),
                job.attempts(),
                job.steps().stream()
                        .filter(step -> step.status() == JobStatus.SUCCEEDED)
                        .map(JobStep::name)
                        .collect(Collectors.toUnmodifiableSet())));
    }

    /**
     * Keeps jobs that a worker has in hand from being taken over. What it holds by the records and has let go, because it
     * could not record how the attempt ended, is left to the sweep; so is, until the next beat, what is locked just now.
     */
    public void extendLeases(String worker, List<UUID> inHand) {
        String ids = inHand.stream().map(UUID::toString).collect(Collectors.joining(","));
        em.createNativeQuery("update jobs set lease_until = clock_timestamp() + ?1 * interval '1 millisecond'"
                        + " where id in (select id from jobs where status = 'RUNNING' and lease_owner = ?2"
                        + " and id = any(cast(string_to_array(?3, ',') as uuid[])) for update skip locked)")
                .setParameter(1, settings.lease().toMillis())
                .setParameter(2, worker)
                .setParameter(3, ids)
                .executeUpdate();
    }

    /** Sets free what earlier processes of this node held: they are dead, since this one has taken their place. */
    public int releaseLeasesOfEarlierLives(String node, String worker) {
        return em.createNativeQuery("update jobs set lease_until = clock_timestamp() - interval '1 second'"
                        + " where status = 'RUNNING' and starts_with(lease_owner, ?1) and lease_owner <> ?2")
                .setParameter(1, node + "/")
                .setParameter(2, worker)
                .executeUpdate();
    }

    /** Records that a step begins. Not lost work if it is lost: steps are idempotent, so no disk is waited for. */
    public void stepBegins(ClaimedJob claimed, String step) {
        em.createNativeQuery("set local synchronous_commit = off").executeUpdate();
        Job job = held(claimed);
        if (job.cancelledBy().isPresent()) {
            throw new JobCancelled(job.cancelledBy().get());
        }
        job.stepBegins(step);
    }

    /** Keeps what a later step, or a later attempt, has to know. */
    public void keep(ClaimedJob claimed, String payload) {
        held(claimed).keep(payload);
    }

    /** What the job was given or has kept since; for its handler, while it ends the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public String payload(ClaimedJob claimed) {
        return held(claimed).payload();
    }

    /** Ends a job well, together with what its handler does in the same transaction. */
    public void succeed(ClaimedJob claimed, JobHandler handler) {
        Job job = held(claimed);
        handler.succeeded(claimed);
        job.succeed();
        ended.fire(new JobEnded(job.id()));
    }

    /** Puts a job back into the queue. */
    public void retryAfter(ClaimedJob claimed, Duration delay, String reason) {
        held(claimed).retryAfter(delay, reason);
    }

    /** Gives a job up, together with what its handler does in the same transaction. */
    public void fail(ClaimedJob claimed, JobHandler handler, String reason) {
        held(claimed).fail(reason);
        handler.failed(claimed, reason);
        ended.fire(new JobEnded(claimed.id()));
    }

    /** Makes sure, before something is taken back, that nobody else works on the job. */
    public void checkHeld(ClaimedJob claimed) {
        held(claimed);
    }

    /** Makes sure, in the caller's transaction, that the worker still has the job. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void ensureHeld(ClaimedJob claimed) {
        held(claimed);
    }

    private Job held(ClaimedJob claimed) {
        Job job = em.find(Job.class, claimed.id(), LockModeType.PESSIMISTIC_WRITE);
        if (job == null || !job.isHeldWith(claimed.fence())) {
            throw new LeaseLost(claimed);
        }
        return job;
    }
}
