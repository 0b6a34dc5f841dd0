package com.helpdeskly.provisioning.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each {@link ProvisionerConnections} is what another node has. */
class DdlSlotsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @RegisterExtension
    private static final TestServer SERVER = new TestServer();

    private final List<ProvisionerConnections> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(ProvisionerConnections::close);
    }

    private ProvisionerConnections node(int slots, Duration patience) {
        nodes.add(new ProvisionerConnections(TestServer.settings(slots), patience));
        return nodes.get(nodes.size() - 1);
    }

    @Test
    void allNodesTogetherDoNoMoreAtOnceThanOneMay() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<?>> works = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                ProvisionerConnections connections = node(2, LONG);
                for (int work = 0; work < 8; work++) {
                    works.add(threads.submit(() -> {
                        try (Connection admin = connections.toServer(SERVER.address())) {
                            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                            Ddl.execute(admin, "select pg_sleep(0.02)");
                            atWork.decrementAndGet();
                        }
                        return null;
                    }));
                }
            }
            for (Future<?> work : works) {
                work.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void whoGetsNoPlaceInTimeIsToldSo() throws SQLException {
        ProvisionerConnections second = node(1, Duration.ofMillis(300));
        try (Connection held = node(1, LONG).toServer(SERVER.address())) {
            assertThat(held.isValid(5)).isTrue();
            assertThatThrownBy(() -> second.toServer(SERVER.address()))
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("all 1 places for DDL on the server are taken");
        }
        second.toServer(SERVER.address()).close();
    }

    @Test
    void placeOfANodeThatDiedIsFree() throws SQLException {
        ProvisionerConnections dead = node(1, LONG);
        Connection held = dead.toServer(SERVER.address());
        try (Connection superuser = SERVER.maintenance().getConnection()) {
            Ddl.execute(
                    superuser,
                    "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and objsubid = 2");
        }

        node(1, LONG).toServer(SERVER.address()).close();

        held.close();
        dead.toServer(SERVER.address()).close();
    }

    @Test
    void placeIsGivenBackBehindAStatementThatFailed() throws SQLException {
        ProvisionerConnections first = node(1, LONG);
        try (Connection admin = first.toServer(SERVER.address())) {
            admin.setAutoCommit(false);
            assertThatThrownBy(() -> Ddl.execute(admin, "select nothing")).isInstanceOf(SQLException.class);
        }
        node(1, LONG).toServer(SERVER.address()).close();
    }
}
