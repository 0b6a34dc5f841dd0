package com.helpdeskly.jobs.boundary;

import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.jobs.control.JobEnqueued;
import com.helpdeskly.jobs.control.JobHandlers;
import com.helpdeskly.jobs.entity.Job;
import com.helpdeskly.jobs.entity.JobStatus;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
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
     * @param payload what it needs besides the tenant, or {@code null}
     * @return the job's id
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public UUID enqueue(String kind, UUID tenant, String payload) {
        List<String> steps = handlers.of(kind).steps();
        Job job = new Job(kind, tenant, payload, steps);
        em.persist(job);
        enqueued.fire(new JobEnqueued(job.id()));
        return job.id();
    }

    /**
     * Puts the tenant's last job of a kind, which was given up, into the queue again, in the caller's transaction.
     *
     * @return the job's id, or empty when it has no such job that was given up
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<UUID> runAgain(String kind, UUID tenant) {
        Optional<Job> last = em.createQuery(
                        "select j from Job j where j.kind = :kind and j.tenantId = :tenant order by j.id desc",
                        Job.class)
                .setParameter("kind", kind)
                .setParameter("tenant", tenant)
                .setMaxResults(1)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .filter(job -> job.status() == JobStatus.FAILED)
                .findFirst();
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
