package com.helpdeskly.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpLimitsTest {
    @Test
    void defaultBodyLimitIsOneMebibyte() {
        assertThat(HttpLimits.DEFAULT_MAX_BODY_BYTES).isEqualTo(1024 * 1024);
    }

    @Test
    void limitThatLetsNothingThroughIsRefusedByItsKey() {
        assertThat(new HttpLimits(1024, 2048).maxBodyBytes()).isEqualTo(1024);
        assertThatThrownBy(() -> new HttpLimits(1023, 2048)).hasMessageContaining("helpdeskly.http.max-body-bytes");
    }
}
