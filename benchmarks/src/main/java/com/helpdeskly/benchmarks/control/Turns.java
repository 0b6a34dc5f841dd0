package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.benchmarks.entity.Round;
import com.helpdeskly.benchmarks.entity.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The product and its baseline under the same load, taking turns, so that what disturbs the machine meets both. */
record Turns(BenchmarkSettings settings, Load product, Load baseline, Consumer<String> progress) {
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final Duration WARM_UP_TURN = Duration.ofSeconds(5);

    /** One series for each number of connections. */
    List<Series> run() {
        return settings.connections().stream().map(this::series).toList();
    }

    /** The server's compiler is done after so many requests, not after a time. */
    void warmUp() {
        progress.accept("Warming up with %,d requests to each side".formatted(settings.warmUpRequests()));
        long products = 0;
        long baselines = 0;
        while (products < settings.warmUpRequests() || baselines < settings.warmUpRequests()) {
            products +=
                    product.run(WARM_UP_CONNECTIONS, WARM_UP_TURN).latencies().getTotalCount();
            baselines +=
                    baseline.run(WARM_UP_CONNECTIONS, WARM_UP_TURN).latencies().getTotalCount();
        }
    }

    private Series series(int connections) {
        Series series = new Series(connections, new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < settings.rounds(); round++) {
            series.product().add(product.run(connections, settings.round()));
            series.baseline().add(baseline.run(connections, settings.round()));
            progress.accept("%2d connections, round %d: %s"
                    .formatted(
                            connections,
                            round + 1,
                            said(series.product().get(round), series.baseline().get(round))));
        }
        return series;
    }

    private static String said(Round product, Round baseline) {
        return "%.0f/s beside %.0f/s, a ratio of %.2f"
                .formatted(product.throughput(), baseline.throughput(), product.throughput() / baseline.throughput());
    }
}
