package com.helpdeskly.benchmarks.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(new Samples(3, 1, 2).median()).isEqualTo(2);
        assertThat(new Samples(4, 1, 3, 2).median()).isEqualTo(2.5);
    }

    @Test
    void aPercentileIsTheNearestRank() {
        Samples samples = new Samples(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);

        assertThat(samples.percentile(95)).isEqualTo(100);
        assertThat(samples.percentile(90)).isEqualTo(90);
        assertThat(samples.percentile(1)).isEqualTo(10);
        assertThat(new Samples(7).percentile(95)).isEqualTo(7);
    }

    @Test
    void leastAndMostDoNotDependOnTheOrder() {
        Samples samples = new Samples(5, 9, 1);

        assertThat(samples.least()).isEqualTo(1);
        assertThat(samples.most()).isEqualTo(9);
    }

    @Test
    void noValuesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(Samples::new);
    }
}
