package com.helpdeskly.benchmarks.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.helpdeskly.benchmarks.entity.Round.CpuUse;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void ratiosCompareEachRoundWithTheOneBesideIt() {
        Series series = new Series(16, List.of(round(100), round(300)), List.of(round(200), round(400)));

        assertThat(series.ratios().least()).isEqualTo(0.5);
        assertThat(series.ratios().most()).isEqualTo(0.75);
    }

    @Test
    void processorTimeIsSharedOutToAllRequestsOfASide() {
        Series series = new Series(1, List.of(round(100), round(300)), List.of(round(1), round(1)));

        // Each round uses 1 s of the server.
        assertThat(series.cpuPerRequest(Side.PRODUCT, CpuUse::server)).isEqualTo(2_000.0 / 400);
    }

    @Test
    void latenciesAreOfAllRoundsInMilliseconds() {
        Series series = new Series(1, List.of(round(1), round(1)), List.of(round(1), round(1)));

        assertThat(series.latency(Side.PRODUCT, 50)).isCloseTo(2.0, within(0.01));
    }

    /** So many requests of 2 ms each within a second. */
    private static Round round(int requests) {
        Histogram latencies = new Histogram(3);
        latencies.recordValueWithCount(2_000, requests);
        Duration second = Duration.ofSeconds(1);
        return new Round(0, second, latencies, new CpuUse(second, second, second));
    }
}
