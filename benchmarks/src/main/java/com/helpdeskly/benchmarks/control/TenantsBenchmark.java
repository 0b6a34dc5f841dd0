package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.Samples;
import com.helpdeskly.benchmarks.entity.TenantsFigures;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Many real tenants in turn on one node with the default keys: their first requests after a start of the server, one at a
 * time, and then round after round by {@value #CALLERS} callers, beside one tenant alone.
 */
public final class TenantsBenchmark {
    private static final int CALLERS = 16;
    private static final int AT_ONCE = 4;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 10;
    private static final String PATH = "/api/v1/tickets";

    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;

    public TenantsBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
    }

    /** Makes the tenants and measures. */
    public TenantsFigures run() {
        progress.accept("Making %,d tenants".formatted(settings.many()));
        List<String> requests = AtOnce.run(
                AT_ONCE,
                IntStream.range(0, settings.many())
                        .<Callable<String>>mapToObj(number -> () -> request("many-" + number))
                        .toList());
        String alone = request("alone");
        progress.accept("Starting the server again, and warming it up with one tenant");
        stack.stack().server().restart();
        run(alone, WARM_UP);
        double before = LiveHeap.bytes(stack.stack().server().pid());
        progress.accept("The first request of each");
        Samples cold = Samples.of(requests, this::millis);
        double perTenant = (LiveHeap.bytes(stack.stack().server().pid()) - before) / requests.size();
        Turn aloneTurn = run(alone, WARM_UP);
        List<TenantsFigures.Turn> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Turn turn = run(requests);
            rounds.add(new TenantsFigures.Turn(turn.throughput(), turn.errors(), state()));
            progress.accept("round %d: %.0f/s, %s".formatted(round + 1, turn.throughput(), rounds.get(round)));
        }
        return new TenantsFigures(requests.size(), cold, perTenant, aloneTurn.throughput(), rounds);
    }

    private String request(String slug) {
        return HttpText.get(PATH, SampleTenant.empty(stack, slug).headers());
    }

    private double millis(String request) {
        long start = System.nanoTime();
        try (KeepAliveConnection connection = connection(request)) {
            if (connection.exchange().status() != 200) {
                throw new BenchmarkFailed("a first request failed: " + request);
            }
        } catch (IOException e) {
            throw new BenchmarkFailed("a first request failed", e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private record Turn(double throughput, long errors) {}

    private Turn run(String request, int times) {
        return run(IntStream.range(0, times).mapToObj(i -> request).toList());
    }

    /** All of them once; each caller takes the next. */
    private Turn run(List<String> requests) {
        AtomicInteger next = new AtomicInteger();
        AtomicLong errors = new AtomicLong();
        Callable<Void> caller = () -> {
            try (KeepAliveConnection connection = connection("")) {
                for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                    if (connection.exchange(requests.get(i)).status() != 200) {
                        errors.incrementAndGet();
                    }
                }
            }
            return null;
        };
        long start = System.nanoTime();
        AtOnce.run(CALLERS, IntStream.range(0, CALLERS).mapToObj(i -> caller).toList());
        return new Turn(requests.size() / ((System.nanoTime() - start) / 1e9), errors.get());
    }

    private KeepAliveConnection connection(String request) {
        return new KeepAliveConnection(stack.stack().appUrl().getPort(), request);
    }

    private TenantsFigures.ServerState state() {
        long pid = stack.stack().server().pid();
        Path process = Path.of("/proc", String.valueOf(pid));
        JsonObject connections = stack.operator().get("/connections");
        return new TenantsFigures.ServerState(
                LiveHeap.bytes(pid) / 1048576.0,
                entries(process.resolve("task")),
                entries(process.resolve("fd")),
                connections.getInt("totalConnections"));
    }

    private static int entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return (int) entries.count();
        } catch (IOException e) {
            throw new BenchmarkFailed("cannot look into " + folder, e);
        }
    }
}
