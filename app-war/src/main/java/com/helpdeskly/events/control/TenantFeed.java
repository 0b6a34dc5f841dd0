package com.helpdeskly.events.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.TenantEntry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The readers of one tenant on this node. One at a time looks for all of them: whether they may still read, and what is
 * new; those who have the same position cost one query together.
 *
 * <p>{@code readers} is safe for many threads by itself.
 */
final class TenantFeed {
    private static final System.Logger LOG = System.getLogger(TenantFeed.class.getName());
    private static final int BATCH = EventReader.QUEUE;

    private final Supplier<Optional<TenantEntry>> tenant;
    private final EventRows rows;
    private final List<EventReader> readers = new CopyOnWriteArrayList<>();

    /** How often somebody wanted a look since the one who looks began. */
    private final AtomicInteger wanted = new AtomicInteger();

    private volatile long lookedAt = System.nanoTime();

    /** @param tenant as it is now, empty when it is not served at this moment */
    TenantFeed(Supplier<Optional<TenantEntry>> tenant, EventRows rows) {
        this.tenant = tenant;
        this.rows = rows;
    }

    List<EventReader> readers() {
        return readers;
    }

    /** Has somebody look soon. */
    void ring(Executor executor) {
        if (wanted.getAndIncrement() == 0) {
            try {
                executor.execute(this::look);
            } catch (RejectedExecutionException stopping) {
                wanted.set(0);
            }
        }
    }

    /** Has somebody look when nobody has for a time. */
    void ringAfter(Duration time, Executor executor) {
        if (System.nanoTime() - lookedAt >= time.toNanos()) {
            ring(executor);
        }
    }

    private void look() {
        int seen;
        do {
            seen = wanted.get();
            lookOnce();
        } while (!wanted.compareAndSet(seen, 0));
    }

    private void lookOnce() {
        lookedAt = System.nanoTime();
        try {
            Optional<TenantEntry> served = tenant.get();
            if (served.isEmpty()) {
                readers.forEach(reader -> reader.end("its tenant is not served"));
                return;
            }
            endOthers(served.get());
            if (!readers.isEmpty()) {
                rows.read(served.get(), reading -> {
                    showAll(reading);
                    return null;
                });
            }
        } catch (ProblemException busy) {
            LOG.log(Level.DEBUG, "events are looked for again soon: {0}", busy.getMessage());
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "events are looked for again soon: {0}", away.getMessage());
        }
    }

    /** Ends the streams of those whose time is over, and of those who may no longer come in as what they were. */
    private void endOthers(TenantEntry served) {
        Instant now = Instant.now();
        for (EventReader reader : readers) {
            EventReader.Subscription subscription = reader.subscription();
            if (now.isAfter(subscription.expires())) {
                reader.end("its time is over");
            } else if (!subscription.mayListen().test(served)) {
                reader.end("its user may not listen any more");
            }
        }
    }

    private void showAll(EventRows.Reading reading) {
        EventRows.Horizon horizon = reading.horizon();
        readers.stream()
                .filter(reader -> horizon.hasLost(reader.position()) && reader.hasRoom())
                .forEach(reader -> reader.reset(EventPosition.at(horizon.transaction())));
        while (true) {
            List<EventReader> ready =
                    readers.stream().filter(EventReader::hasRoom).toList();
            Optional<EventPosition> from =
                    ready.stream().map(EventReader::position).min(EventPosition::compareTo);
            if (from.isEmpty() || from.get().transaction() >= horizon.transaction()) {
                return;
            }
            List<LiveEvent> events = reading.after(from.get(), horizon, BATCH);
            boolean all = events.size() < BATCH;
            for (EventReader reader : ready) {
                boolean tookAll = show(events, reader);
                if (all && tookAll) {
                    reader.seen(EventPosition.at(horizon.transaction()));
                }
            }
        }
    }

    private static boolean show(List<LiveEvent> events, EventReader reader) {
        for (LiveEvent event : events) {
            if (!reader.hasRoom()) {
                return false;
            }
            reader.show(event);
        }
        return true;
    }
}
