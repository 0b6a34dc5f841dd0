package com.helpdeskly.signin.control;

import com.helpdeskly.redis.control.Redis;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

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
    private static final String CHANNEL = "helpdeskly:access";
    private static final String BEAT = "";
    private static final long POLL_MILLIS = 500;
    private static final long OVERLAP_MICROS = 10_000_000;
    private static final long BEAT_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 1_000;

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
    private volatile boolean running = true;
    private ScheduledFuture<?> poll;
    private ScheduledFuture<?> beat;
    private Thread listener;
    private final JedisPubSub subscription = new JedisPubSub() {
        @Override
        public void onMessage(String channel, String message) {
            if (!message.equals(BEAT)) {
                heard(message);
            }
        }
    };

    @PostConstruct
    void start() {
        poll = scheduler.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        beat = scheduler.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        listener = threads.newThread(this::listen);
        listener.setName("helpdeskly-access");
        listener.setDaemon(true);
        listener.start();
    }

    @PreDestroy
    void stop() {
        running = false;
        poll.cancel(false);
        beat.cancel(false);
        if (subscription.isSubscribed()) {
            subscription.unsubscribe();
        }
        listener.interrupt();
    }

    /** Spreads a change whose transaction has committed. */
    public void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessChanged event) {
        UUID id = event.entry().id();
        cache.learn(event.entry());
        try {
            redis.client().publish(CHANNEL, id + " " + event.entry().version());
        } catch (JedisException away) {
            LOG.log(Level.WARNING, "Redis is away, other nodes find the change of {0} by polling", id);
        }
    }

    private void heard(String message) {
        try {
            int space = message.indexOf(' ');
            renew(UUID.fromString(message.substring(0, space)), Long.parseLong(message.substring(space + 1)));
        } catch (RuntimeException unusable) {
            LOG.log(
                    Level.WARNING,
                    "a message about an operator or token was not used, polling repeats it: {0}",
                    unusable.getMessage());
        }
    }

    private void poll() {
        try {
            if (latest == null) {
                latest = rows.now();
            }
            for (AccessRows.Change change : rows.changedSince(latest, OVERLAP_MICROS)) {
                renew(change.id(), change.version());
                latest = change.at();
            }
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

    /** Whoever listens hears this at least: a Redis that hangs would otherwise be taken for one that has no news. */
    private void beat() {
        try {
            redis.client().publish(CHANNEL, BEAT);
        } catch (JedisException away) {
            LOG.log(Level.DEBUG, "no beat: {0}", away.getMessage());
        }
    }

    private void listen() {
        while (running) {
            try {
                redis.client().subscribe(subscription, CHANNEL);
            } catch (RuntimeException away) {
                pause(away);
            }
        }
    }

    private void pause(RuntimeException away) {
        try {
            if (running) {
                LOG.log(Level.WARNING, "Redis is away, changes of operators come by polling: {0}", away.getMessage());
                Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
