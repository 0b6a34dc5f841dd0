package com.helpdeskly.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see and set of the template and of the ready copies. */
@ExtendWith(RunningServer.class)
class StockIT {
    private static final Duration FILLING = Duration.ofSeconds(30);

    private Client operator;

    @BeforeEach
    void signIn(Helpdeskly helpdeskly) {
        operator = helpdeskly.operator();
    }

    @Test
    void templateTellsWhatNewDatabasesAre(Helpdeskly helpdeskly) {
        String slug = helpdeskly.newTenant("templated");
        JsonObject template = operator.get("/template").is(200).hidesInternals().json();
        assertThat(template.getString("fingerprint")).matches("[0-9a-f]{12}");
        assertThat(template.getString("schemaVersion"))
                .isEqualTo(operator.get("/tenants/" + slug).is(200).json().getString("schemaVersion"));
        JsonObject server = template.getJsonArray("servers").getJsonObject(0);
        assertThat(server.getString("server")).isEqualTo("default");
        assertThat(server.getBoolean("ready")).isTrue();
        assertThat(server.getString("database")).endsWith(template.getString("fingerprint"));
    }

    @Test
    void stockFollowsTheSizeThatIsSet(Helpdeskly helpdeskly) {
        int before = operator.get("/stock").is(200).hidesInternals().json().getInt("size");
        try {
            for (int size : new int[] {before + 2, 0, 1}) {
                JsonObject stock = resize(size);
                assertThat(stock.getInt("size")).isEqualTo(size);
                awaitReady(size);
            }
            JsonObject entry =
                    operator.get("/audit?action=stock.resize").is(200).items().get(0);
            assertThat(entry.getString("before")).isEqualTo("0");
            assertThat(entry.getString("after")).isEqualTo("1");
            assertThat(entry.getString("actor")).isEqualTo("admin@helpdeskly.local");
            helpdeskly.newTenant("stocked");
            awaitReady(1);
        } finally {
            resize(before);
        }
    }

    /** It is asked first, being the first by name, and each attempt to reach it takes 20 s. */
    @Test
    void serverThatCannotBeReachedDoesNotDelayTheStocksOfOthers(Helpdeskly helpdeskly, Stack stack)
            throws IOException, SQLException {
        Superuser superuser = new Superuser(stack);
        int size = operator.get("/stock").is(200).json().getInt("size");
        awaitReady(size);
        try (ServerSocket silent = new ServerSocket(0)) {
            superuser.execute(
                    Superuser.CONTROL,
                    "insert into database_servers (id, name, host, port, capacity, accepts_new, created_at) values"
                            + " (gen_random_uuid(), 'a-silent-one', '127.0.0.1', " + silent.getLocalPort()
                            + ", 0, false, now())");
            for (int i = 0; i < 2; i++) {
                helpdeskly.newTenant("beside");
                Awaitility.await("the stock of the other server is full")
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> superuser
                                        .column(
                                                "postgres",
                                                "select datname from pg_database where datname like 'helpdeskly_stock_%'")
                                        .size()
                                == size);
            }
        } finally {
            superuser.execute(Superuser.CONTROL, "delete from database_servers where name = 'a-silent-one'");
        }
    }

    @Test
    void sizeThatIsNoneIsRefused() {
        for (String body : new String[] {"{\"size\":-1}", "{\"size\":101}", "{\"size\":\"3\"}", "{}"}) {
            assertThat(operator.send("PUT", "/stock", body)
                            .isProblem(400, "invalid-request")
                            .violations())
                    .containsExactly("size");
        }
    }

    private JsonObject resize(int size) {
        return operator.send(
                        "PUT",
                        "/stock",
                        Json.createObjectBuilder().add("size", size).build().toString())
                .is(200)
                .json();
    }

    private void awaitReady(int size) {
        Awaitility.await(size + " copies are ready")
                .atMost(FILLING)
                .untilAsserted(() -> assertThat(operator.get("/stock")
                                .is(200)
                                .json()
                                .getJsonArray("servers")
                                .getJsonObject(0)
                                .getInt("ready"))
                        .isEqualTo(size));
    }
}
