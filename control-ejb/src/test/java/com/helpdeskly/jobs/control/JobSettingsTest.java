package com.helpdeskly.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobSettingsTest {
    @Test
    void waitDoublesUpToItsCap() {
        JobSettings settings = new JobSettings(4, 2000, 20_000, 6, 500);

        assertThat(settings.backoffAfter(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.backoffAfter(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.backoffAfter(1000)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void valueThatCannotWorkIsRefusedWithItsKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new JobSettings(0, 2000, 20_000, 6, 500))
                .withMessage("helpdeskly.jobs.workers must be 1 to 64, not 0");
        assertThatIllegalStateException()
                .isThrownBy(() -> new JobSettings(4, 2000, 1, 6, 500))
                .withMessageContaining("helpdeskly.jobs.lease-ms");
    }
}
