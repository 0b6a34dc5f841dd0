package com.helpdeskly.tickets.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @ParameterizedTest
    @CsvSource({
        "'  Billing ', billing",
        "ПРИНТЕР, принтер",
        "Größe, größe",
        "CAFE\u0301, caf\u00e9",
        "'two  words', two words",
        "'a\u00a0\u3000b', a b",
        "打印机, 打印机",
        "🔥, 🔥"
    })
    void aTagHasOneFormHoweverItWasTyped(String typed, String kept) {
        assertThat(Tags.normalized(typed)).isEqualTo(kept);
        assertThat(Tags.normalized(kept)).isEqualTo(kept);
    }

    @Test
    void turkishLettersAreTheSameOnEveryMachine() {
        assertThat(Tags.normalized("TITLE")).isEqualTo("title");
        assertThat(Tags.normalized(Tags.normalized("\u0130"))).isEqualTo(Tags.normalized("\u0130"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a\u0000", "a\u001b[31m", "12345678901"})
    void whatIsNoTagIsRefused(String text) {
        assertThat(Tags.isTag(text, 10)).isFalse();
    }

    @Test
    void lengthsCountCharacters() {
        assertThat(Tags.isTag("🔥".repeat(10), 10)).isTrue();
        assertThat(Tags.isTag("🔥".repeat(11), 10)).isFalse();
    }

    @Test
    void tagsStandInOrderAndOnce() {
        assertThat(Tags.split(Tags.joined(List.of("b", "a", "b")))).containsExactly("a", "b");
        assertThat(Tags.split(Tags.joined(List.of()))).isEmpty();
    }
}
