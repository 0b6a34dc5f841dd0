package com.helpdeskly.launcher.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void defaultsAreFixedAndThoseOfTheDatabasesBelowTheEphemeralRange() {
        var ports = configured(Map.of(), Map.of());

        assertThat(ports.app().number()).isEqualTo(3000);
        assertThat(ports.control().number()).isEqualTo(3001);
        assertThat(ports.postgres().number()).isEqualTo(15432);
        assertThat(ports.redis().number()).isEqualTo(16379);
    }

    @Test
    void systemPropertyWinsOverEnvironmentWhichWinsOverDefault() {
        var ports = configured(
                Map.of("helpdeskly.app.port", "4000"),
                Map.of("HELPDESKLY_APP_PORT", "5000", "HELPDESKLY_REDIS_PORT", "5001"));

        assertThat(ports.app().number()).isEqualTo(4000);
        assertThat(ports.redis().number()).isEqualTo(5001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "30 00", "99999999999"})
    void whatIsNoPortIsRefusedWithItsKey(String text) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> configured(Map.of("helpdeskly.postgres.port", text), Map.of()))
                .withMessageContaining("helpdeskly.postgres.port");
    }

    @Test
    void zeroBecomesAFreePort() {
        var free = Ports.free();

        assertThat(free.app().number()).isBetween(20_000, 32_000);
        free.app().requireFree();
    }

    @Test
    void takenPortIsNamedTogetherWithTheKeyThatChangesIt() throws IOException {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = new Port("PostgreSQL", "helpdeskly.postgres.port", holder.getLocalPort());

            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(port::requireFree)
                    .withMessageContaining("Port " + holder.getLocalPort())
                    .withMessageContaining("-Dhelpdeskly.postgres.port");
        }
    }

    @Test
    void furtherNodeListensBesideTheFirstAndSharesItsServices() {
        Ports second = Ports.configured(2, key -> null, key -> null);
        assertThat(second.app().number()).isEqualTo(3010);
        assertThat(second.control().number()).isEqualTo(3011);
        assertThat(second.postgres())
                .isEqualTo(Ports.configured(1, key -> null, key -> null).postgres());
        assertThat(second.redis())
                .isEqualTo(Ports.configured(1, key -> null, key -> null).redis());
    }

    private static Ports configured(Map<String, String> properties, Map<String, String> environment) {
        return Ports.configured(1, properties::get, environment::get);
    }
}
