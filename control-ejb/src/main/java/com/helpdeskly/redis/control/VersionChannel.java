package com.helpdeskly.redis.control;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis channel on which nodes tell each other that something has a new version. Messages may be lost, and a node hears
 * its own: whoever uses it also asks the control database what changed, or asks whether nothing can have been missed
 * ({@link #hasHeardAllSince}).
 *
 * <p>{@code running} may be read and written by any thread; {@code heardAt} and {@code wholeSince} are written by the
 * listener alone; everything else is set once, at start.
 */
public final class VersionChannel {
    private static final System.Logger LOG = System.getLogger(VersionChannel.class.getName());
    private static final String PREFIX = "helpdeskly:";
    private static final String BEAT = "";
    private static final long BEAT_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 1_000;

    /** Without so many beats in a row, messages may be on their way to nobody. */
    private static final int BEATS_MISSED = 3;

    private static final int MOST_UNTOLD = 10_000;

    private final Redis redis;
    private final String name;
    private final ObjLongConsumer<String> heard;
    private final long beatMillis;
    private final Map<String, Long> untold = new ConcurrentHashMap<>();
    private volatile boolean running = true;
    private volatile long heardAt;
    private volatile long wholeSince;
    private volatile boolean heardAny;
    private ScheduledFuture<?> beat;
    private Thread listener;
    private final JedisPubSub subscription = new JedisPubSub() {
        @Override
        public void onSubscribe(String channel, int subscribed) {
            heardAt = System.nanoTime();
            wholeSince = heardAt;
            heardAny = true;
        }

        @Override
        public void onMessage(String channel, String message) {
            noteThatItIsThere();
            if (!message.equals(BEAT)) {
                hear(message);
            }
        }
    };

    /**
     * @param name of the channel, the same on all nodes: what it is about, in the plural
     * @param heard is told an id and its version, by one thread at a time
     */
    public VersionChannel(Redis redis, String name, ObjLongConsumer<String> heard) {
        this(redis, name, heard, BEAT_MILLIS);
    }

    /** The same with beats of its own, by which it is known how soon a loss is noticed. */
    public VersionChannel(Redis redis, String name, ObjLongConsumer<String> heard, long beatMillis) {
        this.redis = redis;
        this.name = name;
        this.heard = heard;
        this.beatMillis = beatMillis;
    }

    /** Listens from here on, as soon and as long as Redis is there. */
    public void start(ManagedScheduledExecutorService scheduler, ManagedThreadFactory threads) {
        beat = scheduler.scheduleWithFixedDelay(this::beat, beatMillis, beatMillis, TimeUnit.MILLISECONDS);
        listener = threads.newThread(this::listen);
        listener.setName("helpdeskly-" + name);
        listener.setDaemon(true);
        listener.start();
    }

    /** Ends the listening. */
    public void stop() {
        running = false;
        beat.cancel(false);
        if (subscription.isSubscribed()) {
            subscription.unsubscribe();
        }
        listener.interrupt();
    }

    /**
     * Whether this node has heard everything that was told since a time, by {@link System#nanoTime}: its subscription stands
     * since then, and beats came without a gap.
     */
    public boolean hasHeardAllSince(long time) {
        long silence = System.nanoTime() - heardAt;
        return heardAny && silence < TimeUnit.MILLISECONDS.toNanos(beatMillis * BEATS_MISSED) && wholeSince - time <= 0;
    }

    private void noteThatItIsThere() {
        long now = System.nanoTime();
        if (now - heardAt >= TimeUnit.MILLISECONDS.toNanos(beatMillis * BEATS_MISSED)) {
            wholeSince = now;
        }
        heardAt = now;
    }

    /**
     * Tells all nodes, this one included; without Redis nobody hears it.
     *
     * @return whether Redis took it
     */
    public boolean tell(String id, long version) {
        try {
            redis.client().publish(PREFIX + name, id + " " + version);
            return true;
        } catch (JedisException away) {
            if (untold.size() < MOST_UNTOLD) {
                untold.merge(id, version, Math::max);
            }
            LOG.log(Level.WARNING, "Redis is away, other nodes find the change of {0} by polling", id);
            return false;
        }
    }

    private void hear(String message) {
        try {
            int space = message.indexOf(' ');
            heard.accept(message.substring(0, space), Long.parseLong(message.substring(space + 1)));
        } catch (RuntimeException unusable) {
            LOG.log(
                    Level.WARNING,
                    "a message about " + name + " was not used, polling repeats it: {0}",
                    unusable.getMessage());
        }
    }

    /** Whoever listens hears this at least: a Redis that hangs would otherwise be taken for one that has no news. */
    private void beat() {
        try {
            redis.client().publish(PREFIX + name, BEAT);
            untold.forEach((id, version) -> {
                redis.client().publish(PREFIX + name, id + " " + version);
                untold.remove(id, version);
            });
        } catch (JedisException away) {
            LOG.log(Level.DEBUG, "no beat: {0}", away.getMessage());
        }
    }

    private void listen() {
        while (running) {
            try {
                redis.client().subscribe(subscription, PREFIX + name);
            } catch (RuntimeException away) {
                heardAny = false;
                pause(away);
            }
        }
    }

    private void pause(RuntimeException away) {
        try {
            if (running) {
                LOG.log(
                        Level.WARNING,
                        "Redis is away, changes of " + name + " come by polling: {0}",
                        away.getMessage());
                Thread.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
