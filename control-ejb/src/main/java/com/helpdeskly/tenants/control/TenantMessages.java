package com.helpdeskly.tenants.control;

import com.helpdeskly.redis.control.Redis;
import com.helpdeskly.redis.control.VersionChannel;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
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
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells every node what became of a tenant that it knows: at once by a Redis message, and within half a second by asking
 * the control database what changed lately, which also works when a message is lost or Redis is away.
 *
 * <p>{@code latest} belongs to the polling task, which never runs twice at the same time.
 */
@Singleton
@Startup
@DependsOn("ControlDatabase")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TenantMessages {
    private static final System.Logger LOG = System.getLogger(TenantMessages.class.getName());
    private static final long POLL_MILLIS = 500;

    /** Longer than any transaction is let stand. */
    private static final long OVERLAP_MILLIS = 30_000;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Redis redis;

    @Inject
    private TenantCache cache;

    @Inject
    private TenantRows rows;

    private Instant latest;
    private ScheduledFuture<?> poll;
    private VersionChannel channel;

    @PostConstruct
    void start() {
        poll = scheduler.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        channel = new VersionChannel(redis, "tenants", (id, version) -> renew(new Slug(id), version));
        channel.start(scheduler, threads);
    }

    @PreDestroy
    void stop() {
        poll.cancel(false);
        channel.stop();
    }

    /** Spreads a change whose transaction has committed. */
    public void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) TenantChanged event) {
        TenantEntry tenant = event.tenant();
        cache.learn(tenant);
        channel.tell(tenant.slug().value(), tenant.version());
    }

    /** Spreads the end of a tenant. */
    public void removed(@Observes(during = TransactionPhase.AFTER_SUCCESS) TenantRemoved event) {
        cache.forget(event.slug());
        channel.tell(event.slug().value(), TenantRows.GONE);
    }

    private void poll() {
        try {
            Instant now = rows.now();
            for (TenantRows.Change change : rows.changedSince(latest == null ? now : latest, OVERLAP_MILLIS)) {
                renew(change.slug(), change.version());
            }
            latest = now;
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "the control database was not asked for changes: {0}", away.getMessage());
        }
    }

    private void renew(Slug slug, long version) {
        if (cache.isBehind(slug, version)) {
            rows.find(slug).ifPresentOrElse(cache::learn, () -> cache.forget(slug));
        }
    }
}
