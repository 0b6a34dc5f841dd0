package com.helpdeskly.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More tenants than the connections of a node would be enough for, if each kept its share. */
@ExtendWith(RunningServer.class)
class DefaultLimitsIT {
    @Test
    void sixtyTenantsInTurnAreAllAnswered(Helpdeskly helpdeskly) {
        List<Client> owners = Owners.of(helpdeskly, 60);
        for (int round = 0; round < 3; round++) {
            for (Client owner : owners) {
                owner.get("/tickets").is(200);
            }
        }

        JsonObject figures = helpdeskly.operator().get("/connections").is(200).json();
        assertThat(figures.getInt("totalConnections")).isBetween(1, 100);
        assertThat(figures.getInt("activeClients")).isGreaterThanOrEqualTo(60);
        assertThat(figures.getJsonObject("limits").getInt("connections")).isEqualTo(100);
        assertThat(figures.getJsonObject("limits").getInt("connectionsPerTenant"))
                .isEqualTo(5);
        assertThat(figures.getJsonObject("connectionsByTenant").values())
                .allSatisfy(
                        count -> assertThat(Integer.parseInt(count.toString())).isBetween(1, 5));
    }
}
