package com.helpdeskly.provisioning.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StockTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @RegisterExtension
    private static final TestServer SERVER = new TestServer();

    private Connection admin;
    private ProvisionerConnections connections;
    private Stock stock;

    @BeforeEach
    void connect() throws SQLException {
        admin = SERVER.maintenance().getConnection();
        connections = new ProvisionerConnections(TestServer.settings(4));
        stock = new Stock(connections, new Templates(connections));
        stock.fill(SERVER.address(), 3);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connections.close();
        admin.close();
    }

    @Test
    void copiesAreReadyAndClosedToEverybody() throws SQLException {
        List<String> copies = Ddl.databases(admin, "helpdeskly_stock_");
        assertThat(copies).hasSize(3);
        for (String copy : copies) {
            assertThatThrownBy(() -> SERVER.database(copy).getConnection())
                    .hasMessageContaining("not currently accepting connections");
        }
        assertThat(Ddl.databases(admin, "helpdeskly_filling_")).isEmpty();
    }

    @Test
    void claimedCopyHasItsNewNameAndTheTemplatesStructure() throws SQLException {
        String name = newName();
        assertThat(stock.claim(
                        admin, name, List.of("alter database " + Ddl.name(name) + " with allow_connections true")))
                .isTrue();
        Templates templates = new Templates(connections);
        try (Connection connection = SERVER.database(name).getConnection()) {
            templates.check(connection, templates.of(SERVER.address()));
        }
        assertThat(Ddl.databases(admin, "helpdeskly_stock_")).hasSize(2);
    }

    @Test
    void copyWhoseFurtherStatementsFailStaysInStock() throws SQLException {
        String name = newName();
        assertThatThrownBy(() -> stock.claim(admin, name, List.of("grant connect on database " + name + " to nobody")))
                .isInstanceOf(SQLException.class);
        assertThat(Ddl.databases(admin, name)).isEmpty();
        assertThat(Ddl.databases(admin, "helpdeskly_stock_")).hasSize(3);
        assertThat(stock.claim(admin, name, List.of())).isTrue();
    }

    @Test
    void eachCopyGoesToOneOfAllWhoAskAtOnce() throws Exception {
        int callers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<Boolean>> claims = IntStream.range(0, callers)
                    .<Callable<Boolean>>mapToObj(caller -> () -> {
                        try (Connection own = SERVER.maintenance().getConnection()) {
                            return stock.claim(own, newName(), List.of());
                        }
                    })
                    .toList();
            int given = 0;
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                given += claim.get() ? 1 : 0;
            }
            assertThat(given).isEqualTo(3);
            assertThat(Ddl.databases(admin, "helpdeskly_stock_")).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatEarlierReleasesAndDeadNodesLeftIsRemoved() throws SQLException {
        Ddl.execute(admin, "create database helpdeskly_filling_0123456789abcdef");
        Ddl.execute(admin, "create database helpdeskly_stock_0_0123456789ab_0123456789abcdef");
        stock.fill(SERVER.address(), 3);
        assertThat(Ddl.databases(admin, "helpdeskly_filling_")).isEmpty();
        assertThat(Ddl.databases(admin, "helpdeskly_stock_0_")).isEmpty();
        assertThat(Ddl.databases(admin, "helpdeskly_stock_")).hasSize(3);
    }

    @Test
    void nodeOfAnEarlierReleaseLeavesTheStockToThoseOfTheLaterOne() throws SQLException {
        String later = "helpdeskly_stock_999_0123456789ab_0123456789abcdef";
        Ddl.execute(admin, "create database " + later);
        assertThat(stock.claim(admin, newName(), List.of())).isTrue();
        stock.fill(SERVER.address(), 3);
        assertThat(Ddl.databases(admin, "helpdeskly_stock_")).hasSize(3).contains(later);
        Ddl.execute(admin, "drop database " + later);
    }

    @Test
    void smallerStockGivesItsSurplusUpAndNoneIsOff() throws SQLException {
        stock.fill(SERVER.address(), 1);
        assertThat(stock.ready(SERVER.address())).isEqualTo(1);
        stock.fill(SERVER.address(), 0);
        assertThat(stock.ready(SERVER.address())).isZero();
        assertThat(stock.claim(admin, newName(), List.of())).isFalse();
    }

    @Test
    void secondNodeDoesNothingWhileTheFirstFills() throws SQLException {
        assertThat(stock.claim(admin, newName(), List.of())).isTrue();
        Ddl.execute(admin, "select pg_advisory_lock(" + Stock.FILL_LOCK + ")");
        stock.fill(SERVER.address(), 3);
        assertThat(Ddl.databases(admin, "helpdeskly_stock_")).hasSize(2);
        Ddl.execute(admin, "select pg_advisory_unlock(" + Stock.FILL_LOCK + ")");
        stock.fill(SERVER.address(), 3);
        assertThat(Ddl.databases(admin, "helpdeskly_stock_")).hasSize(3);
    }

    private static String newName() {
        return "claimed_" + NAMES.incrementAndGet();
    }
}
