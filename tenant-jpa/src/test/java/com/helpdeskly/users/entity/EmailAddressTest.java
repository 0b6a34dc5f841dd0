package com.helpdeskly.users.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({"Ann@Example.COM,ann@example.com", "' a@b ',a@b", "Jörg@Müller.de,jörg@müller.de"})
    void isKeptInOneForm(String text, String kept) {
        assertThat(new EmailAddress(text).value()).isEqualTo(kept);
        assertThat(new EmailAddress(text)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "@example.com", "ann@", "a@b@c", "a b@c", "a\u0000b@c", "a@b\nc"})
    void isNotMadeOfAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text));
    }

    @Test
    void hasAtMost254Characters() {
        String local = "a".repeat(64);
        assertThat(new EmailAddress(local + "@" + "d".repeat(189)).value()).hasSize(254);
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(local + "@" + "d".repeat(190)));
    }
}
