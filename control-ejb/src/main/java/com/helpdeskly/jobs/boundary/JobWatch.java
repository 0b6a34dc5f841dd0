package com.helpdeskly.jobs.boundary;

import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.jobs.control.JobEnded;
import com.helpdeskly.problems.entity.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells whoever watches a job how it stands: several times a second, whichever node runs it, and at once when a job of
 * this node ends. All watchers of a node cost one query together, and one thread at a time shows them what it found.
 *
 * <p>Key {@code helpdeskly.jobs.max-watchers} (200, 1..10000): watchers of this node at once; a further one is refused
 * with 503.
 */
@ApplicationScoped
public class JobWatch {
    private static final System.Logger LOG = System.getLogger(JobWatch.class.getName());
    private static final long EVERY_MILLIS = 250;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Jobs jobs;

    @Inject
    @ConfigProperty(name = "helpdeskly.jobs.max-watchers", defaultValue = "200")
    private int maxWatchers;

    /** Safe for many threads by itself; its size may pass the limit by those who come at the same moment. */
    private final Map<Predicate<JobView>, UUID> watchers = new ConcurrentHashMap<>();

    /** How often somebody wanted to look since the one who looks began. */
    private final AtomicInteger wanted = new AtomicInteger();

    private ScheduledFuture<?> task;

    @PostConstruct
    void start() {
        Settings.within("helpdeskly.jobs.max-watchers", maxWatchers, 1, 10_000);
        task = scheduler.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        task.cancel(false);
    }

    /**
     * Shows a job to a watcher until it does not want to see any more.
     *
     * @param watcher is shown the job, changed or not, and says whether it wants to see it again; must not block
     * @throws ProblemException 503 when there are too many watchers
     */
    public void watch(UUID job, Predicate<JobView> watcher) {
        if (watchers.size() >= maxWatchers) {
            throw ProblemException.retryLater(
                    503, "too-many-watchers", "Too many jobs are watched on this node.", Duration.ofSeconds(10), null);
        }
        watchers.put(watcher, job);
    }

    /** A watcher of this node need not wait for the next look. */
    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobEnded event) {
        if (watchers.containsValue(event.job())) {
            scheduler.execute(this::look);
        }
    }

    private void look() {
        if (watchers.isEmpty() || wanted.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = wanted.get();
            showAll();
        } while (!wanted.compareAndSet(seen, 0));
    }

    private void showAll() {
        try {
            Map<UUID, JobView> views = jobs.find(List.copyOf(watchers.values())).stream()
                    .collect(Collectors.toMap(JobView::id, Function.identity()));
            watchers.entrySet().removeIf(watcher -> !shows(watcher.getKey(), views.get(watcher.getValue())));
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "watched jobs are looked at again soon: {0}", away.getMessage());
        }
    }

    private static boolean shows(Predicate<JobView> watcher, JobView job) {
        try {
            return job == null || watcher.test(job);
        } catch (RuntimeException gone) {
            LOG.log(Level.DEBUG, "a watcher has gone", gone);
            return false;
        }
    }
}
