package com.helpdeskly.tenants.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "acme-2", "0-9", "a--b", "12345678901234567890123456789012345678901234567890"})
    void shortNamesOfLettersDigitsAndDashesAreSlugs(String text) {
        assertThat(new Slug(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-acme",
                "acme-",
                "-",
                "Acme",
                "ac me",
                "acme.example",
                "ac_me",
                "ä",
                "acme\n",
                "acme\0",
                "../etc",
                "123456789012345678901234567890123456789012345678901"
            })
    void anythingElseIsNot(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api", "www", "admin", "app", "control", "console", "health", "metrics", "static", "localhost"})
    void reservedNamesAreNot(String text) {
        assertThat(Slug.violation(text)).contains("is a reserved name");
    }

    @Test
    void missingSlugIsNot() {
        assertThat(Slug.violation(null)).isPresent();
    }
}
