package com.helpdeskly.events.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenancy.control.ServedTenant;
import com.helpdeskly.tenants.boundary.TenantBell;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.web.paging.CursorCodec;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * All streams of live updates of this node. The tenant's database is the truth of what happened; a bell (Redis) only says
 * that it is worth a look, and where nobody rings, the node looks by itself.
 *
 * <p>{@code feeds} and the readers in them are changed under this object's monitor, on which those wait who want to see a
 * dead stream go.
 */
@ApplicationScoped
public class EventHub {
    private static final System.Logger LOG = System.getLogger(EventHub.class.getName());
    private static final long TICK_MILLIS = 250;
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** A write to a client that has gone is refused by its system, and the next one fails here. */
    private static final int PROBES = 3;

    private static final long PROBE_MILLIS = 150;

    /** What is sent while the request is still on its thread can be lost by the server, and the stream with it. */
    private static final long BEGIN_MILLIS = 100;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    private TenantBell bell;

    @Inject
    private TenantDirectory directory;

    @Inject
    private EventRows rows;

    @Inject
    private EventTrimmer trimmer;

    @Inject
    private EventSettings settings;

    @Inject
    private CursorCodec cursors;

    private final Map<TenantEntryKey, TenantFeed> feeds = new HashMap<>();
    private ScheduledFuture<?> tick;

    /** A tenant, which another one that gets its slug later is not. */
    private record TenantEntryKey(UUID id, Slug slug) {}

    /** Starts with the application. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        bell.listen(this::rung);
        tick = executor.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (tick != null) {
            tick.cancel(false);
        }
        snapshot().forEach(feed -> feed.readers().forEach(reader -> reader.end("the node is being stopped")));
    }

    /**
     * Opens a stream.
     *
     * @param lastEventId where to resume; empty to begin now
     * @throws ProblemException 400 for an id that is not of this tenant; 429 {@code too-many-streams}
     */
    public void open(TenantEntry tenant, Listener listener, Optional<String> lastEventId, SseEventSink sink, Sse sse) {
        UUID tenantId = tenant.id().value();
        Optional<EventPosition> resumed = lastEventId.map(id -> position(tenantId, id));
        EventRows.Horizon horizon = rows.read(tenant, EventRows.Reading::horizon);
        Instant latest = Instant.now().plus(settings.stream());
        Instant expires = listener.expires().filter(latest::isAfter).orElse(latest);
        TenantEntryKey key = new TenantEntryKey(tenantId, tenant.slug());
        EventReader reader = new EventReader(
                new EventReader.Subscription(
                        tenantId, listener.userId(), listener.role(), expires, listener.mayListen()),
                resumed.orElse(EventPosition.at(horizon.transaction())),
                sink,
                sse,
                new Keeper(key));
        admit(key, reader);
        reader.open();
        executor.schedule(reader::begin, BEGIN_MILLIS, TimeUnit.MILLISECONDS);
        feedOf(key).ifPresent(feed -> feed.ring(executor));
    }

    private EventPosition position(UUID tenant, String lastEventId) {
        try {
            return EventPosition.decode(cursors, tenant, lastEventId);
        } catch (ProblemException e) {
            throw ProblemException.invalid("Last-Event-ID", "is not the id of an event of this tenant");
        }
    }

    private synchronized void admit(TenantEntryKey key, EventReader reader) {
        for (int probe = 0; !hasRoom(key, reader); probe++) {
            if (probe == PROBES) {
                throw ProblemException.retryLater(
                        429, "too-many-streams", "Too many streams of live updates are open.", RETRY, null);
            }
            probe(key);
        }
        feeds.computeIfAbsent(key, this::newFeed).readers().add(reader);
    }

    private boolean hasRoom(TenantEntryKey key, EventReader reader) {
        List<EventReader> ofTenant =
                Optional.ofNullable(feeds.get(key)).map(TenantFeed::readers).orElse(List.of());
        UUID user = reader.subscription().userId();
        long ofUser = ofTenant.stream()
                .filter(other -> other.subscription().userId().equals(user))
                .count();
        int ofNode =
                feeds.values().stream().mapToInt(feed -> feed.readers().size()).sum();
        return ofUser < settings.perUser() && ofTenant.size() < settings.perTenant() && ofNode < settings.perNode();
    }

    /** Finds out which clients are gone without having said so, and waits a moment for what comes of it. */
    private void probe(TenantEntryKey key) {
        Optional.ofNullable(feeds.get(key))
                .map(TenantFeed::readers)
                .orElse(List.of())
                .forEach(reader -> {
                    if (reader.isClosed()) {
                        reader.end("its client is gone");
                    }
                    reader.beat(Duration.ZERO);
                });
        try {
            wait(PROBE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request of this node has written events of a tenant. */
    void written(String slug) {
        rung(slug);
        bell.ring(slug);
        trimmer.note(slug);
    }

    private void rung(String slug) {
        List<TenantFeed> ofSlug;
        synchronized (this) {
            ofSlug = feeds.entrySet().stream()
                    .filter(feed -> feed.getKey().slug().value().equals(slug))
                    .map(Map.Entry::getValue)
                    .toList();
        }
        ofSlug.forEach(feed -> feed.ring(executor));
    }

    private void tick() {
        try {
            for (TenantFeed feed : snapshot()) {
                feed.readers().forEach(this::lookAfter);
                feed.ringAfter(settings.poll(), executor);
            }
        } catch (RuntimeException unforeseen) {
            LOG.log(Level.WARNING, "streams are looked after again soon", unforeseen);
        }
    }

    private void lookAfter(EventReader reader) {
        if (reader.isClosed()) {
            reader.end("its client is gone");
        } else if (reader.isStuckFor(settings.slow())) {
            reader.end("its client takes nothing");
        } else if (Instant.now().isAfter(reader.subscription().expires())) {
            reader.end("its time is over");
        } else {
            reader.beat(settings.heartbeat());
        }
    }

    private TenantFeed newFeed(TenantEntryKey key) {
        return new TenantFeed(
                () -> directory
                        .find(key.slug())
                        .filter(tenant -> tenant.id().value().equals(key.id()))
                        .filter(ServedTenant::isServed),
                rows);
    }

    private synchronized Optional<TenantFeed> feedOf(TenantEntryKey key) {
        return Optional.ofNullable(feeds.get(key));
    }

    private synchronized List<TenantFeed> snapshot() {
        return List.copyOf(feeds.values());
    }

    private synchronized void remove(TenantEntryKey key, EventReader reader) {
        TenantFeed feed = feeds.get(key);
        if (feed != null && feed.readers().remove(reader) && feed.readers().isEmpty()) {
            feeds.remove(key);
        }
        notifyAll();
    }

    private final class Keeper implements EventReader.Keeper {
        private final TenantEntryKey key;

        private Keeper(TenantEntryKey key) {
            this.key = key;
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(task);
        }

        @Override
        public String idOf(EventPosition position) {
            return position.encode(cursors, key.id());
        }

        @Override
        public void hasRoom(EventReader reader) {
            feedOf(key).ifPresent(feed -> feed.ring(executor));
        }

        @Override
        public void ended(EventReader reader) {
            remove(key, reader);
        }
    }
}
