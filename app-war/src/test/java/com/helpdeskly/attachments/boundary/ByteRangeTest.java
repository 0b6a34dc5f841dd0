package com.helpdeskly.attachments.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 10",
        "bytes=9-, 9, 1",
        "BYTES=2-3, 2, 2",
        "bytes=-3, 7, 3",
        "bytes=-99, 0, 10",
        "bytes=0-99999999999999999999999, 0, 10"
    })
    void partsOfTenBytes(String header, long from, long length) {
        assertThat(ByteRange.of(header, 10)).hasValue(new ByteRange(from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=-0", "bytes=10-20", "bytes=99999999999999999999999-"})
    void rangesOutsideOfTenBytes(String header) {
        assertThat(ByteRange.of(header, 10))
                .hasValueSatisfying(range -> assertThat(range.isOutside()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=3-2", "bytes=0-1,3-4", "items=0-1", "bytes=a-b", "0-1"})
    void whatIsNoSingleRangeIsTheWhole(String header) {
        assertThat(ByteRange.of(header, 10)).isEmpty();
    }

    @Test
    void nothingOfAnEmptyFileCanBeHad() {
        assertThat(ByteRange.of("bytes=0-", 0))
                .hasValueSatisfying(range -> assertThat(range.isOutside()).isTrue());
        assertThat(ByteRange.of(null, 0)).isEmpty();
    }
}
