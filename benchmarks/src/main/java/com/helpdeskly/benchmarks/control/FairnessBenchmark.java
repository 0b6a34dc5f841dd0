package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.FairnessFigures;
import com.helpdeskly.benchmarks.entity.Round;
import com.helpdeskly.benchmarks.entity.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One quiet tenant reads its page of tickets over {@value #QUIET} connections; then another one does so over {@value #LOUD},
 * half of them pages of 100, and the quiet one goes on. The two take turns with each other's silence.
 */
public final class FairnessBenchmark {
    private static final int QUIET = 2;
    private static final int LOUD = 64;

    private final BenchmarkSettings settings;
    private final BenchmarkStack stack;
    private final Consumer<String> progress;

    public FairnessBenchmark(BenchmarkSettings settings, BenchmarkStack stack, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.progress = progress;
    }

    /** Makes the two tenants and measures. */
    public FairnessFigures run() {
        progress.accept("Filling a quiet and a loud tenant");
        Load quiet = page(SampleTenant.create(stack, "quiet"), "/api/v1/tickets");
        SampleTenant noisy = SampleTenant.create(stack, "loud");
        Load pages = page(noisy, "/api/v1/tickets");
        Load slow = page(noisy, "/api/v1/tickets?limit=100");
        new Turns(settings, quiet, slow, progress).warmUp();
        List<Round> alone = new ArrayList<>();
        List<Round> beside = new ArrayList<>();
        List<Round> loud = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            alone.add(quiet.run(QUIET, settings.round()));
            List<Callable<Round>> sides = List.of(
                    () -> quiet.run(QUIET, settings.round()),
                    () -> pages.run(LOUD / 2, settings.round()),
                    () -> slow.run(LOUD / 2, settings.round()));
            List<Round> together = AtOnce.run(sides.size(), sides);
            beside.add(together.get(0));
            loud.addAll(together.subList(1, 3));
            progress.accept("round %d: p99 %.1f ms alone, %.1f ms beside the loud tenant"
                    .formatted(round + 1, p(alone.get(round), 99), p(beside.get(round), 99)));
        }
        double[] ratios = new double[settings.rounds()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = p(beside.get(round), 99) / p(alone.get(round), 99);
        }
        return new FairnessFigures(
                Samples.of(alone, round -> p(round, 50)),
                Samples.of(alone, round -> p(round, 99)),
                Samples.of(beside, round -> p(round, 50)),
                Samples.of(beside, round -> p(round, 99)),
                new Samples(ratios),
                2 * Samples.of(loud, Round::throughput).median(),
                loud.stream().mapToLong(Round::errors).sum(),
                beside.stream().mapToLong(Round::errors).sum());
    }

    private Load page(SampleTenant tenant, String path) {
        return Load.of(stack, HttpText.get(path, tenant.headers()), 200);
    }

    private static double p(Round round, double percentile) {
        return round.latencies().getValueAtPercentile(percentile) / 1_000.0;
    }
}
