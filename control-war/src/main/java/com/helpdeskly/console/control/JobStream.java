package com.helpdeskly.console.control;

import com.helpdeskly.jobs.boundary.JobView;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A job's progress as server-sent events: one {@code job} event for each change, a comment when there was none for a
 * while, and the end of the stream when the job ends. A client that reads slowly misses changes in between, never the
 * last one. Used by one thread at a time.
 */
public final class JobStream implements Predicate<JobView> {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final long RECONNECT_MILLIS = 1_000;

    private final SseEventSink sink;
    private final Sse sse;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private JobView last;
    private long sentAt = System.nanoTime();

    public JobStream(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    /** @return whether the client is still there and the job has not ended */
    @Override
    public boolean test(JobView job) {
        if (sink.isClosed() || sending.isCompletedExceptionally()) {
            sink.close();
            return false;
        }
        if (!sending.isDone()) {
            return true;
        }
        if (!job.equals(last)) {
            last = job;
            send(event(job));
        } else if (job.endedAt() != null) {
            sink.close();
            return false;
        } else if (System.nanoTime() - sentAt > SILENCE.toNanos()) {
            send(sse.newEventBuilder().comment("still there").build());
        }
        return true;
    }

    private OutboundSseEvent event(JobView job) {
        return sse.newEventBuilder()
                .name("job")
                .id(Integer.toHexString(job.hashCode()))
                .reconnectDelay(RECONNECT_MILLIS)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(JobView.class, job)
                .build();
    }

    private void send(OutboundSseEvent event) {
        sentAt = System.nanoTime();
        sending = sink.send(event).toCompletableFuture();
    }
}
