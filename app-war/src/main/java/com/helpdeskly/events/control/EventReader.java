package com.helpdeskly.events.control;

import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.users.entity.Role;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A client that hears of events. What it has not taken yet waits in a short queue; when that is full, its position stays
 * where it is until there is room again, so that a slow client costs no memory and keeps nobody waiting. It is sent one
 * event at a time, by a task of its own, and holds no thread between.
 *
 * <p>The queue and what belongs to the sending are guarded by this object's monitor. The position is written by the one
 * who looks for the tenant, of whom there is one at a time.
 */
final class EventReader {
    /** Events that wait at most. */
    static final int QUEUE = 128;

    private static final System.Logger LOG = System.getLogger(EventReader.class.getName());
    private static final long RECONNECT_MILLIS = 2_000;

    /** So often a silent client hears where to resume, lest that be forgotten before. */
    private static final long PLACED_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Who reads, until when, and from where. */
    record Subscription(UUID tenant, UUID userId, Role role, Instant expires, Predicate<TenantEntry> mayListen) {
        boolean isStaff() {
            return role.isStaff();
        }
    }

    /** What a reader needs of those who look after it. */
    interface Keeper extends Executor {
        /** The text of a position. */
        String idOf(EventPosition position);

        /** There is room again in the reader's queue. */
        void hasRoom(EventReader reader);

        /** The reader is gone. */
        void ended(EventReader reader);
    }

    private final Subscription subscription;
    private final SseEventSink sink;
    private final Sse sse;
    private final Keeper keeper;
    private final Queue<OutboundSseEvent> queue = new ArrayDeque<>();
    private volatile EventPosition position;
    private volatile long placedAt;
    private boolean begun;
    private boolean sending;
    private boolean starved;
    private boolean ended;
    private long sentAt = System.nanoTime();

    EventReader(Subscription subscription, EventPosition from, SseEventSink sink, Sse sse, Keeper keeper) {
        this.subscription = subscription;
        this.position = from;
        this.sink = sink;
        this.sse = sse;
        this.keeper = keeper;
    }

    Subscription subscription() {
        return subscription;
    }

    EventPosition position() {
        return position;
    }

    /** The stream is open; what it is to tell waits until it is told to {@link #begin}. */
    void open() {
        enqueue(place());
    }

    /** The request that has opened the stream has left its thread. */
    void begin() {
        synchronized (this) {
            begun = true;
            if (ended || sending || queue.isEmpty()) {
                return;
            }
            sending = true;
            sentAt = System.nanoTime();
        }
        later(this::send);
    }

    /**
     * Says how long to wait before the next stream, and where to resume, also when nothing that the client may hear of has
     * happened. It is an event because servers leave the id out of what has no data.
     */
    private OutboundSseEvent place() {
        placedAt = System.nanoTime();
        return event("position", "{}").reconnectDelay(RECONNECT_MILLIS).build();
    }

    private OutboundSseEvent.Builder event(String name, String json) {
        return sse.newEventBuilder()
                .name(name)
                .id(keeper.idOf(position))
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(String.class, json);
    }

    /** What was between is not known any more: the client has to read anew what it shows. */
    void reset(EventPosition now) {
        position = now;
        enqueue(event("reset", "{}").build());
    }

    /** Whether it can take an event; when not, it says so when it can again. */
    synchronized boolean hasRoom() {
        starved = queue.size() >= QUEUE;
        return !starved && !ended;
    }

    /** Shows an event, if it may be seen; there must be room. */
    void show(LiveEvent event) {
        if (event.position().compareTo(position) <= 0) {
            return;
        }
        position = event.position();
        if (event.isFor(subscription.userId(), subscription.isStaff())) {
            String json = event.json(subscription.userId(), subscription.isStaff());
            enqueue(event(event.kind().type(), json).build());
        }
    }

    /** All events up to there were shown. */
    void seen(EventPosition all) {
        if (all.compareTo(position) > 0) {
            position = all;
        }
    }

    /** Sends a comment where nothing was sent for a time, which also tells whether the client is still there. */
    void beat(Duration silence) {
        if (isSilentFor(silence)) {
            boolean isPlaced = System.nanoTime() - placedAt < PLACED_NANOS;
            enqueue(isPlaced ? sse.newEventBuilder().comment("still here").build() : place());
        }
    }

    private synchronized boolean isSilentFor(Duration silence) {
        return !sending && queue.isEmpty() && System.nanoTime() - sentAt >= silence.toNanos();
    }

    /** Whether the client does not take what it was sent. */
    synchronized boolean isStuckFor(Duration time) {
        return sending && System.nanoTime() - sentAt > time.toNanos();
    }

    boolean isClosed() {
        return sink.isClosed();
    }

    /** Ends the stream; without effect when it has ended. @param why for the log */
    void end(String why) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            queue.clear();
        }
        LOG.log(Level.DEBUG, "a stream of {0} ends: {1}", subscription.userId(), why);
        keeper.ended(this);
        // Closing may have to wait for a write that the client does not take.
        later(this::close);
    }

    private void close() {
        try {
            sink.close();
        } catch (RuntimeException gone) {
            LOG.log(Level.DEBUG, "a stream was closed by its client before", gone);
        }
    }

    private void enqueue(OutboundSseEvent event) {
        synchronized (this) {
            if (ended) {
                return;
            }
            queue.add(event);
            if (sending || !begun) {
                return;
            }
            sending = true;
            sentAt = System.nanoTime();
        }
        later(this::send);
    }

    private void later(Runnable task) {
        try {
            keeper.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.DEBUG, "the server is being stopped", stopping);
        }
    }

    /** Sends what waits, for as long as the client takes it at once; else goes on when it has. */
    private void send() {
        for (OutboundSseEvent next = next(); next != null; next = next()) {
            CompletableFuture<?> sent = sent(next);
            if (!sent.isDone()) {
                sent.whenComplete((done, failure) ->
                        later(failure == null ? this::send : () -> end("its client is gone, " + failure)));
                return;
            }
            if (sent.isCompletedExceptionally()) {
                end("its client is gone");
            }
        }
    }

    private OutboundSseEvent next() {
        OutboundSseEvent next;
        boolean roomAgain;
        synchronized (this) {
            next = queue.poll();
            sending = next != null;
            sentAt = System.nanoTime();
            roomAgain = starved && queue.isEmpty();
            starved &= !roomAgain;
        }
        if (roomAgain) {
            keeper.hasRoom(this);
        }
        return next;
    }

    private CompletableFuture<?> sent(OutboundSseEvent event) {
        try {
            return sink.send(event).toCompletableFuture();
        } catch (RuntimeException gone) {
            return CompletableFuture.failedFuture(gone);
        }
    }
}
