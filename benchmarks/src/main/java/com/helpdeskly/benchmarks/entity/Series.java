package com.helpdeskly.benchmarks.entity;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * The rounds of both sides at one number of connections, in the order in which they took turns.
 *
 * @param connections requests under way at once
 */
public record Series(int connections, List<Round> product, List<Round> baseline) {

    /** The rounds of one side. */
    public List<Round> of(Side side) {
        return side == Side.PRODUCT ? product : baseline;
    }

    /** Well answered requests in a second, the median of the rounds. */
    public double throughput(Side side) {
        return Samples.of(of(side), Round::throughput).median();
    }

    /** The product's throughput as a part of the baseline's in the round beside it: one figure for each pair. */
    public Samples ratios() {
        double[] ratios = new double[product.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = product.get(i).throughput() / baseline.get(i).throughput();
        }
        return new Samples(ratios);
    }

    /** A percentile of all requests of one side, in milliseconds. */
    public double latency(Side side, double percentile) {
        Histogram all = new Histogram(3);
        of(side).forEach(round -> all.add(round.latencies()));
        return all.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Requests of one side that were not answered well. */
    public long errors(Side side) {
        return of(side).stream().mapToLong(Round::errors).sum();
    }

    /** Milliseconds of processor time for one request of a side. */
    public double cpuPerRequest(Side side, Function<Round.CpuUse, Duration> process) {
        Round.CpuUse nothing = new Round.CpuUse(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Round.CpuUse sum = of(side).stream().map(Round::cpu).reduce(nothing, Round.CpuUse::plus);
        long requests = of(side).stream()
                .mapToLong(round -> round.latencies().getTotalCount())
                .sum();
        return process.apply(sum).toNanos() / 1e6 / requests;
    }
}
