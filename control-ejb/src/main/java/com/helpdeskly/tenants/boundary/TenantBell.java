package com.helpdeskly.tenants.boundary;

import com.helpdeskly.redis.control.Redis;
import com.helpdeskly.redis.control.VersionChannel;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells all nodes that something happened in a tenant's database, so that they need not wait until they look themselves. It
 * may ring in vain, or not at all when Redis is away. Whoever rings never waits: one task tells what has gathered.
 *
 * <p>Its collections are safe for many threads by themselves.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TenantBell {
    private static final System.Logger LOG = System.getLogger(TenantBell.class.getName());
    private static final long EVERY_MILLIS = 20;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Redis redis;

    private final Set<String> rung = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private VersionChannel channel;
    private ScheduledFuture<?> task;

    /** Of the task alone: when Redis was found to be away. */
    private long awaySince = System.nanoTime() - PAUSE_NANOS;

    @PostConstruct
    void start() {
        channel = new VersionChannel(redis, "events", (slug, ignored) -> hear(slug));
        channel.start(scheduler, threads);
        task = scheduler.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        task.cancel(false);
        channel.stop();
    }

    /** Something was committed in the database of the tenant with this slug. */
    public void ring(String slug) {
        rung.add(slug);
    }

    /** @param listener is told the slug of a tenant; must not wait */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void hear(String slug) {
        listeners.forEach(listener -> listener.accept(slug));
    }

    private void tell() {
        try {
            if (System.nanoTime() - awaySince < PAUSE_NANOS) {
                rung.clear();
            }
            for (Iterator<String> slugs = rung.iterator(); slugs.hasNext(); ) {
                String slug = slugs.next();
                slugs.remove();
                if (!channel.tell(slug, 0)) {
                    awaySince = System.nanoTime();
                    return;
                }
            }
        } catch (RuntimeException unforeseen) {
            LOG.log(Level.WARNING, "other nodes were not told what happened here", unforeseen);
        }
    }
}
