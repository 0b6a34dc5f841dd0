package com.helpdeskly.credentials.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void hashMatchesItsPasswordAndNoOther() {
        String hash = Passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$").doesNotContain("horse");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("Correct horse", hash)).isFalse();
    }

    @Test
    void accountWithoutPasswordMatchesNothing() {
        assertThat(Passwords.matches("of nobody", null)).isFalse();
    }
}
