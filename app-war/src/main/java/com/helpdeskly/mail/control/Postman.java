package com.helpdeskly.mail.control;

import com.helpdeskly.redis.control.Redis;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.entity.Slug;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one thread of a node that sends mail, so that a mail server that is away holds up nobody else. The mails are rows of
 * the tenants' databases; which tenants have some is known to the nodes that were asked, and to all of them over a set in
 * Redis, so that what a node leaves behind is sent by another one. Without Redis it waits for the next mail of its tenant.
 *
 * <p>{@code waiting} is a set for any thread; {@code running} is written when the application stops.
 */
@ApplicationScoped
public class Postman {
    private static final System.Logger LOG = System.getLogger(Postman.class.getName());
    private static final String TENANTS = "helpdeskly:mail-tenants";
    private static final int MOST_KNOCKS = 10_000;
    private static final long ROUND_MILLIS = 2_000;
    private static final int ROUNDS_OF_ALL = 5;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Redis redis;

    @Inject
    private TenantDirectory directory;

    @Inject
    private Delivery delivery;

    @Inject
    private MailSettings settings;

    private final LinkedBlockingQueue<Slug> knocks = new LinkedBlockingQueue<>(MOST_KNOCKS);
    private final Set<Slug> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;
    private Thread thread;

    @PostConstruct
    void create() {
        if (settings.isOn()) {
            thread = threads.newThread(this::work);
            thread.setName("helpdeskly-mail");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Starts with the application, for what was left behind. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        LOG.log(Level.DEBUG, "mail is sent: {0}", settings.isOn());
    }

    @PreDestroy
    void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** A tenant has a mail to be sent: it is committed. */
    public void knock(Slug tenant) {
        knocks.offer(tenant);
        try {
            redis.client().sadd(TENANTS, tenant.value());
        } catch (JedisException away) {
            LOG.log(Level.DEBUG, "only this node knows of a mail: {0}", away.getMessage());
        }
    }

    private void work() {
        for (int round = 0; running; round++) {
            try {
                Slug knocked = knocks.poll(ROUND_MILLIS, TimeUnit.MILLISECONDS);
                if (knocked != null) {
                    waiting.add(knocked);
                    deliver(knocked);
                    continue;
                }
                if (round % ROUNDS_OF_ALL == 0) {
                    waiting.addAll(leftBehind());
                }
                waiting.forEach(this::deliver);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                running = false;
            } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, "mail waits: {0}", failure.getMessage());
            }
        }
    }

    private void deliver(Slug slug) {
        if (!running) {
            return;
        }
        try {
            boolean more = directory.find(slug).map(delivery::deliver).orElse(false);
            if (!more) {
                waiting.remove(slug);
                forget(slug);
            }
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "mail of {0} waits: {1}", slug, away.getMessage());
        }
    }

    private Set<Slug> leftBehind() {
        try {
            Set<Slug> slugs = ConcurrentHashMap.newKeySet();
            redis.client().smembers(TENANTS).stream()
                    .filter(text -> Slug.violation(text).isEmpty())
                    .forEach(text -> slugs.add(new Slug(text)));
            return slugs;
        } catch (JedisException away) {
            return Set.of();
        }
    }

    private void forget(Slug slug) {
        try {
            redis.client().srem(TENANTS, slug.value());
        } catch (JedisException away) {
            LOG.log(Level.DEBUG, "the tenant is looked at once more: {0}", away.getMessage());
        }
    }
}
