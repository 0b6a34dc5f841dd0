package com.helpdeskly.launcher.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL and Redis for real, in a folder of their own. */
class StackTest {
    private static final Path BINARIES = Path.of("target/postgres");

    @TempDir
    Path folder;

    @Test
    void dataSurvivesStopAndKill() throws SQLException {
        var ports = Ports.free();
        try (var stack = builder(ports).start()) {
            execute(stack, "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('before the kill')");
            stack.postgres().killHard();
            stack.redis().killHard();
            stack.postgres().start();
            stack.redis().start();
            execute(stack, "INSERT INTO kept VALUES ('after the kill')");
        }
        try (var stack = builder(ports).start()) {
            assertThat(query(stack, "SELECT what FROM kept ORDER BY 1"))
                    .containsExactly("after the kill", "before the kill");
        }
    }

    @Test
    void whatAKilledLauncherLeftIsStoppedByTheNext() throws Exception {
        var ports = Ports.free();
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneMoreLauncher.class.getName(),
                        folder.toString(),
                        BINARIES.toString(),
                        String.valueOf(ports.postgres().number()),
                        String.valueOf(ports.redis().number()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(launcher.inputReader().readLine()).isEqualTo("ready");
        launcher.destroyForcibly().waitFor();

        try (var stack = builder(ports).start()) {
            assertThat(query(stack, "SELECT 1::text")).containsExactly("1");
        }
    }

    @Test
    void promisesMadeToTransactionsAreKept() throws SQLException {
        try (var stack = builder(Ports.free()).start()) {
            assertThat(query(stack, "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')"))
                    .containsOnly("on");
            assertThat(query(stack, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                    .containsExactly("scram-sha-256");
            assertThat(query(stack, "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'helpdeskly%' AND rolsuper"))
                    .isEmpty();
        }
    }

    @Test
    void rolesSignInWithTheirPasswordAndSeeOnlyTheirDatabase() throws SQLException {
        try (var stack = builder(Ports.free()).start()) {
            var url = stack.postgres().jdbcUrl("helpdeskly_control");
            var password = stack.secrets().controlPassword();
            DriverManager.getConnection(url, "helpdeskly_control", password).close();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(url, "helpdeskly_control", "guessed"));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(
                            stack.postgres().jdbcUrl("postgres"), "helpdeskly_control", password));
        }
    }

    @Test
    void takenPortStopsWhatHadStarted() throws IOException {
        var ports = Ports.free();
        try (var taken = new ServerSocket(ports.redis().number(), 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(builder(ports)::start)
                    .withMessageContaining("Port " + taken.getLocalPort())
                    .withMessageContaining("helpdeskly.redis.port");
        }
        ports.postgres().requireFree();
    }

    @Test
    void folderIsUsedByOneStackAtATime() {
        try (var first = builder(Ports.free()).build()) {
            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(builder(Ports.free())::build)
                    .withMessageContaining(first.dataDirectory().toString());
        }
    }

    private Stack.Builder builder(Ports ports) {
        return Stack.builder(folder).ports(ports).binaries(BINARIES);
    }

    private static void execute(Stack stack, String... statements) throws SQLException {
        try (var connection = stack.postgres().connect("helpdeskly_control");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(Stack stack, String sql) throws SQLException {
        try (var connection = stack.postgres().connect("helpdeskly_control");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = Stream.<String>builder();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values.build().toList();
        }
    }
}
