package com.helpdeskly.jobs.boundary;

import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.jobs.control.JobEnqueued;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.jobs.control.JobHandlers;
import com.helpdeskly.jobs.entity.Job;
import com.helpdeskly.jobs.entity.JobRefused;
import com.helpdeskly.jobs.entity.JobStatus;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.entity.ProblemException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The durable work of the service: asks for it, and shows how it stands. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Jobs {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private Event<JobEnqueued> enqueued;

    @Inject
    private JobHandlers handlers;

    /**
     * Writes a job in the caller's transaction; it starts soon after that commits.
     *
     * @param tenant whom it is for, or {@code null} for the service as a whole
     * @param payload what it needs besides the tenant, or {@code null}
     * @return the job's id
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public UUID enqueue(String kind, UUID tenant, String payload) {
        UUID id = schedule(kind, tenant, payload, Timestamps.now());
        enqueued.fire(new JobEnqueued(id));
        return id;
    }

    /**
     * Writes a job in the caller's transaction that is to run at a later time.
     *
     * @param due not before this instant; the sweep finds it within seconds after it
     * @return the job's id
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public UUID schedule(String kind, UUID tenant, String payload, Instant due) {
        JobHandler handler = handlers.of(kind);
        Job job = new Job(kind, tenant, payload, handler.steps(), handler.priority(), due);
        em.persist(job);
        return job.id();
    }

    /**
     * Takes the tenant's last order of a kind back, in the caller's transaction.
     *
     * @throws JobRefused when somebody has begun to carry it out
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void withdraw(String kind, UUID tenant, String reason) {
        last(kind, tenant).filter(job -> !job.withdraw(reason)).ifPresent(job -> {
            throw new JobRefused("The job has begun and cannot be taken back.");
        });
    }

    /**
     * Runs a job that was given up again, from its beginning.
     *
     * @throws JobRefused when it was not given up
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public JobView retry(UUID id, String actor) {
        Job job = locked(id);
        job.runAgain();
        handlers.of(job.kind()).retried(job.tenantId(), actor);
        enqueued.fire(new JobEnqueued(id));
        return JobView.from(job);
    }

    /**
     * Has a job given up: at its next step when it runs, at once when it waits. What it made is undone.
     *
     * @throws JobRefused when it has ended, or its kind cannot be given up
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public JobView cancel(UUID id, String actor) {
        Job job = locked(id);
        if (!handlers.of(job.kind()).isCancellable()) {
            throw new JobRefused("A job of kind " + job.kind() + " cannot be cancelled.");
        }
        job.cancel(actor);
        enqueued.fire(new JobEnqueued(id));
        return JobView.from(job);
    }

    /**
     * How many jobs of a kind have not ended.
     *
     * @param tenant or {@code null} for those on the service as a whole
     */
    public long open(String kind, UUID tenant) {
        var query = em.createQuery(
                        "select count(j) from Job j where j.kind = :kind and j.status in :open and "
                                + (tenant == null ? "j.tenantId is null" : "j.tenantId = :tenant"),
                        Long.class)
                .setParameter("kind", kind)
                .setParameter("open", List.of(JobStatus.QUEUED, JobStatus.RUNNING));
        return (tenant == null ? query : query.setParameter("tenant", tenant)).getSingleResult();
    }

    /** Rings for a job that waits, or whose worker is gone. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void remind(UUID id) {
        enqueued.fire(new JobEnqueued(id));
    }

    private Job locked(UUID id) {
        Job job = em.find(Job.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (job == null) {
            throw new ProblemException(404, "job-not-found", "There is no such job.");
        }
        return job;
    }

    private Optional<Job> last(String kind, UUID tenant) {
        return em.createQuery(
                        "select j from Job j where j.kind = :kind and j.tenantId = :tenant order by j.id desc",
                        Job.class)
                .setParameter("kind", kind)
                .setParameter("tenant", tenant)
                .setMaxResults(1)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /**
     * Puts the tenant's last job of a kind, which was given up, into the queue again, in the caller's transaction.
     *
     * @return the job's id, or empty when it has no such job that was given up
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<UUID> runAgain(String kind, UUID tenant) {
        Optional<Job> last = last(kind, tenant).filter(job -> job.status() == JobStatus.FAILED);
        last.ifPresent(job -> {
            job.runAgain();
            enqueued.fire(new JobEnqueued(job.id()));
        });
        return last.map(Job::id);
    }

    /** A job, as it stands. */
    public Optional<JobView> find(UUID id) {
        return Optional.ofNullable(em.find(Job.class, id)).map(JobView::from);
    }

    /** Several jobs, as they stand; those that are not there are left out. */
    public List<JobView> find(Collection<UUID> ids) {
        return em.createQuery("select j from Job j where j.id in :ids", Job.class)
                .setParameter("ids", ids)
                .setHint("eclipselink.batch", "j.steps")
                .getResultStream()
                .map(JobView::from)
                .toList();
    }

    /** The last job of a tenant. */
    public Optional<UUID> latestOf(UUID tenant) {
        return em.createQuery("select j.id from Job j where j.tenantId = :tenant order by j.id desc", UUID.class)
                .setParameter("tenant", tenant)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /**
     * Jobs, newest first.
     *
     * @param tenant of this tenant only, or {@code null}
     * @param status in this state only, or {@code null}
     * @param kind of this kind only, or {@code null}
     * @param after the id of the last job already seen, or {@code null}
     * @param limit how many at most
     */
    public List<JobView> list(UUID tenant, JobStatus status, String kind, UUID after, int limit) {
        return new Filters()
                .and("j.tenantId = :tenant", "tenant", tenant)
                .and("j.status = :status", "status", status)
                .and("j.kind = :kind", "kind", kind)
                .and("j.id < :after", "after", after)
                .query(em, "select j from Job j", "order by j.id desc", Job.class)
                .setHint("eclipselink.batch", "j.steps")
                .setMaxResults(limit)
                .getResultStream()
                .map(JobView::from)
                .toList();
    }
}
