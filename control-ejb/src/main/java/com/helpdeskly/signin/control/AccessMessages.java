package com.helpdeskly.signin.control;

import com.helpdeskly.redis.control.Redis;
import com.helpdeskly.redis.control.VersionChannel;
import com.helpdeskly.signin.entity.AccessEntry;
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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells every node what became of an operator or machine token that it knows: at once by a Redis message, and within half
 * a second by asking the control database what changed lately, which also works when a message is lost or Redis is away.
 *
 * <p>{@code latest} belongs to the polling task, which never runs twice at the same time.
 */
@Singleton
@Startup
@DependsOn("ControlDatabase")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AccessMessages {
    private static final System.Logger LOG = System.getLogger(AccessMessages.class.getName());
    private static final long POLL_MILLIS = 500;

    /** Longer than any transaction is let stand. */
    private static final long OVERLAP_MICROS = 30_000_000;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Redis redis;

    @Inject
    private AccessCache cache;

    @Inject
    private AccessRows rows;

    private Long latest;
    private ScheduledFuture<?> poll;
    private VersionChannel channel;

    @PostConstruct
    void start() {
        poll = scheduler.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        channel = new VersionChannel(redis, "access", (id, version) -> renew(UUID.fromString(id), version));
        channel.start(scheduler, threads);
    }

    @PreDestroy
    void stop() {
        poll.cancel(false);
        channel.stop();
    }

    /** Spreads a change whose transaction has committed. */
    public void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessChanged event) {
        cache.learn(event.entry());
        channel.tell(event.entry().id().toString(), event.entry().version());
    }

    private void poll() {
        try {
            long now = rows.now();
            for (AccessRows.Change change : rows.changedSince(latest == null ? now : latest, OVERLAP_MICROS)) {
                renew(change.id(), change.version());
            }
            latest = now;
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "the control database was not asked for changes of operators: {0}",
                    away.getMessage());
        }
    }

    private void renew(UUID id, long version) {
        if (cache.isBehind(id, version)) {
            AccessEntry now = rows.find(id);
            cache.learn(now == null ? AccessEntry.gone(id) : now);
        }
    }
}
