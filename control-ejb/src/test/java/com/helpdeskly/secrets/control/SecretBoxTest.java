package com.helpdeskly.secrets.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final String OLD = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            "k2:" + Base64.getEncoder().encodeToString("01234567890123456789012345678901".getBytes());

    private final SecretBox box = new SecretBox(OLD);

    @Test
    void opensWhatItSealed() {
        String sealed = box.seal("pässword", "acme");

        assertThat(sealed).startsWith("k1:").doesNotContain("pässword");
        assertThat(box.open(sealed, "acme")).isEqualTo("pässword");
    }

    @Test
    void sameSecretIsSealedDifferentlyEachTime() {
        assertThat(box.seal("secret", "acme")).isNotEqualTo(box.seal("secret", "acme"));
    }

    @Test
    void secretOfAnotherOwnerDoesNotOpen() {
        String sealed = box.seal("secret", "acme");

        assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, "globex"));
    }

    @Test
    void changedSecretDoesNotOpen() {
        String sealed = box.seal("secret", "acme");
        String changed = sealed.substring(0, 10) + (sealed.charAt(10) == 'A' ? 'B' : 'A') + sealed.substring(11);

        assertThatIllegalStateException().isThrownBy(() -> box.open(changed, "acme"));
    }

    @Test
    void firstKeySealsAndAllKeysOpen() {
        SecretBox rotated = new SecretBox(NEW + ", " + OLD);

        assertThat(rotated.open(box.seal("secret", "acme"), "acme")).isEqualTo("secret");
        assertThat(rotated.seal("secret", "acme")).startsWith("k2:");
    }

    @Test
    void resealedSecretOpensWithoutTheOldKey() {
        SecretBox both = new SecretBox(NEW + "," + OLD);
        String resealed = both.reseal(box.seal("secret", "acme"), "acme");

        assertThat(both.keyId()).isEqualTo("k2");
        assertThat(both.isOfToday(resealed)).isTrue();
        assertThat(new SecretBox(NEW).open(resealed, "acme")).isEqualTo("secret");
        assertThat(both.reseal(resealed, "acme")).isSameAs(resealed);
    }

    @Test
    void secretOfAnotherOwnerIsNotResealed() {
        SecretBox both = new SecretBox(NEW + "," + OLD);
        String sealed = box.seal("secret", "acme");

        assertThatIllegalStateException().isThrownBy(() -> both.reseal(sealed, "globex"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1:", "k1:c2hvcnQ=", ":AAAA", "k1:not base64"})
    void keyThatCannotWorkIsRefusedWithItsName(String keys) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SecretBox(keys))
                .withMessageContaining("helpdeskly.secrets.keys");
    }

    @Test
    void randomSecretsAreLongAndDiffer() {
        assertThat(box.random()).hasSize(43).isNotEqualTo(box.random());
    }
}
