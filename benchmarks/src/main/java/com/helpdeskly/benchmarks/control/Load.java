package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.Round;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Drives one address in a closed loop: each connection sends its next request when it has the answer to the last one.
 *
 * @param port where the server listens
 * @param request the whole request
 * @param status of a good answer
 * @param bodyBytes how long a good answer's body is
 */
record Load(int port, String request, int status, long bodyBytes, ProcessTimes times) {
    /** A cursor or a number in the answer may be a few bytes longer or shorter. */
    private static final long TOLERANCE = 64;

    /** A load of one request, to which the first answer shows what good answers are like. */
    static Load of(BenchmarkStack stack, String request, int status) {
        Load unknown = new Load(stack.stack().appUrl().getPort(), request, status, 0, stack.times());
        KeepAliveConnection.Answer answer = unknown.once();
        if (answer.status() != status) {
            throw new BenchmarkFailed("%d for %s".formatted(answer.status(), request));
        }
        return new Load(unknown.port, request, status, answer.bodyBytes(), unknown.times);
    }

    /** Asks once. */
    KeepAliveConnection.Answer once() {
        try (var connection = new KeepAliveConnection(port, request)) {
            return connection.exchange();
        } catch (IOException e) {
            throw new BenchmarkFailed("no answer to " + request.lines().findFirst(), e);
        }
    }

    /** One round. */
    Round run(int connections, Duration duration) {
        var before = times.read();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Callable<Lane>> lanes = IntStream.range(0, connections)
                .<Callable<Lane>>mapToObj(i -> () -> new Lane().drive(end))
                .toList();
        List<Lane> driven = AtOnce.run(connections, lanes);
        var cpu = times.read().since(before);
        Histogram latencies = new Histogram(3);
        driven.forEach(lane -> latencies.add(lane.latencies));
        long errors = driven.stream().mapToLong(lane -> lane.errors).sum();
        return new Round(errors, Duration.ofNanos(System.nanoTime() - start), latencies, cpu);
    }

    /** One connection. */
    private final class Lane {
        private final Histogram latencies = new Histogram(3);
        private long errors;

        private Lane drive(long end) throws IOException {
            try (var connection = new KeepAliveConnection(port, request)) {
                for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
                    exchange(connection, sent);
                }
            }
            return this;
        }

        private void exchange(KeepAliveConnection connection, long sent) throws IOException {
            try {
                var answer = connection.exchange();
                if (answer.status() == status && Math.abs(answer.bodyBytes() - bodyBytes) <= TOLERANCE) {
                    latencies.recordValue((System.nanoTime() - sent) / 1_000);
                } else {
                    errors++;
                }
            } catch (IOException broken) {
                errors++;
                connection.close();
            }
        }
    }
}
