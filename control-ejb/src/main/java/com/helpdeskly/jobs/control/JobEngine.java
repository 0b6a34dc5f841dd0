package com.helpdeskly.jobs.control;

import com.helpdeskly.controldb.control.ControlDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs the jobs of this node. A listener takes jobs off the bell one by one, and a sweep finds those that nobody rang
 * for: Redis was away, a retry has come due, or the worker died. Both take a free worker before they take a job, so that
 * a node never holds more than it can run and another node gets the rest.
 *
 * <p>{@code free}, {@code atWork} and {@code running} are safe for many threads by themselves; everything else is set once at start.
 */
@Singleton
@Startup
@DependsOn(ControlDatabase.NAME)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedExecutorDefinition(name = "java:module/concurrent/helpdeskly-workers", maxAsync = 64)
public class JobEngine {
    private static final System.Logger LOG = System.getLogger(JobEngine.class.getName());
    private static final Duration LISTEN = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Resource(lookup = "java:module/concurrent/helpdeskly-workers")
    private ManagedExecutorService workers;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private JobSettings settings;

    @Inject
    private JobQueue queue;

    @Inject
    private JobRunner runner;

    @Inject
    private JobBell bell;

    @Inject
    private NodeName node;

    /** One entry for each worker; a job that was lost and claimed again may be in the hands of two for a while. */
    private final Queue<UUID> atWork = new ConcurrentLinkedQueue<>();

    private Semaphore free;
    private volatile boolean running = true;
    private Thread listener;
    private ScheduledFuture<?> sweep;
    private ScheduledFuture<?> heartbeat;

    @PostConstruct
    void start() {
        free = new Semaphore(settings.workers());
        int released = queue.releaseLeasesOfEarlierLives(node.name(), node.incarnation());
        LOG.log(Level.INFO, "Node {0} runs jobs; {1} were left by its earlier life", node.name(), released);
        listener = threads.newThread(this::listen);
        listener.setName("helpdeskly-jobs");
        listener.setDaemon(true);
        listener.start();
        long every = settings.sweep().toMillis();
        sweep = scheduler.scheduleWithFixedDelay(this::sweep, 500, every, TimeUnit.MILLISECONDS);
        long beat = settings.lease().toMillis() / 4;
        heartbeat = scheduler.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        running = false;
        sweep.cancel(false);
        heartbeat.cancel(false);
        listener.interrupt();
    }

    /** Rings for a job whose transaction has committed; where Redis is away this node runs it. */
    public void enqueued(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobEnqueued event) {
        if (!bell.ring(event.job()) && free.tryAcquire()) {
            submit(event.job());
        }
    }

    private void listen() {
        while (running) {
            try {
                free.acquire();
                listenOnce();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Holds a worker while it listens, and gives it to the job or back. */
    private void listenOnce() throws InterruptedException {
        UUID job;
        try {
            job = bell.await(node.name(), LISTEN).orElse(null);
        } catch (RuntimeException away) {
            free.release();
            if (running) {
                LOG.log(Level.WARNING, "Redis is away, the sweep goes on alone: {0}", away.getMessage());
                Thread.sleep(PAUSE.toMillis() + ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
            }
            return;
        }
        if (job == null) {
            free.release();
        } else {
            submit(job);
        }
    }

    private void sweep() {
        try {
            for (UUID job : queue.due(Math.max(free.availablePermits(), 1))) {
                if (!free.tryAcquire()) {
                    return;
                }
                submit(job);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the sweep for jobs failed and is tried again: {0}", failure.getMessage());
        }
    }

    private void beat() {
        try {
            queue.extendLeases(node.incarnation(), List.copyOf(atWork));
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the leases could not be extended: {0}", failure.getMessage());
        }
    }

    /** Runs a job on a worker that was taken for it. */
    private void submit(UUID job) {
        try {
            workers.execute(() -> {
                atWork.add(job);
                try {
                    runner.run(job, node.incarnation());
                } catch (RuntimeException failure) {
                    LOG.log(Level.WARNING, "job " + job + " stays for the sweep", failure);
                } finally {
                    atWork.remove(job);
                    free.release();
                }
            });
        } catch (RejectedExecutionException full) {
            free.release();
            LOG.log(Level.WARNING, "job {0} stays for the sweep: {1}", job, full.getMessage());
        }
    }
}
