package com.helpdeskly.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    public record Seen(Instant at) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-29T12:00:00Z",
                "2026-11-29T12:30:00Z",
                "2026-11-29T12:30:07Z",
                "2026-11-29T12:30:00.5Z",
                "2026-11-29T12:30:07.120Z",
                "2026-11-29T12:30:07.120450Z",
                "2026-11-29T00:00:00.000000001Z",
                "1969-12-31T23:59:00Z",
                "0001-01-01T00:00:00Z",
                "+12026-01-01T00:00:01Z"
            })
    void instantIsWrittenAsItSaysItself(String text) {
        Instant instant = Instant.parse(text);
        assertThat(new InstantText().adaptToJson(instant)).isEqualTo(instant.toString());
    }

    @Test
    void absentInstantIsNull() {
        assertThat(new JsonbConfiguration().getContext(Seen.class).toJson(new Seen(null)))
                .isEqualTo("{\"at\":null}");
    }

    @Test
    void readsWhatItWrites() {
        Instant instant = Instant.parse("2026-11-29T12:30:07.12045Z");
        assertThat(new InstantText().adaptFromJson(new InstantText().adaptToJson(instant)))
                .isEqualTo(instant);
    }
}
