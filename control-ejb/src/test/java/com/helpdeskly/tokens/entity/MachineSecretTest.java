package com.helpdeskly.tokens.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.tokens.entity.ApiToken.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MachineSecretTest {
    private final UUID id = UUID.randomUUID();

    @Test
    void secretNamesItsTokenAndReadsBack() {
        MachineSecret secret = MachineSecret.of(Plane.CONTROL, id, new byte[32]);
        assertThat(secret.text()).startsWith("hdc_").hasSize(68);
        assertThat(MachineSecret.parse(Plane.CONTROL, secret.text())).contains(secret);
        assertThat(secret.id()).isEqualTo(id);
        assertThat(secret).asString().doesNotContain(secret.text());
    }

    @Test
    void whatCannotBeASecretIsNone() {
        String text = MachineSecret.of(Plane.CONTROL, id, new byte[32]).text();
        for (String wrong : new String[] {
            "", "hdc_", text + "A", text.substring(1), text.replace("hdc_", "hd_"), text.substring(0, 67) + "="
        }) {
            assertThat(MachineSecret.parse(Plane.CONTROL, wrong)).as(wrong).isEmpty();
        }
        assertThat(MachineSecret.isMeant(Plane.CONTROL, "hdc_x")).isTrue();
        assertThat(MachineSecret.isMeant(Plane.CONTROL, "eyJ")).isFalse();
        assertThat(MachineSecret.isMeant(Plane.APP, text)).isFalse();
        assertThat(MachineSecret.isMeant(
                        Plane.CONTROL,
                        MachineSecret.of(Plane.APP, id, new byte[32]).text()))
                .isFalse();
        byte[] tooShort = new byte[31];
        assertThatThrownBy(() -> MachineSecret.of(Plane.CONTROL, id, tooShort))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scopesAreKeptInOneOrder() {
        ApiToken token =
                new ApiToken(id, "x", EnumSet.of(Scope.WRITE, Scope.READ), "hash", id, "a@b.example", Instant.now());
        assertThat(token.scopes()).containsExactly(Scope.READ, Scope.WRITE);
        assertThat(token.isRevoked()).isFalse();
        token.revoke();
        assertThat(token.isRevoked()).isTrue();
    }
}
