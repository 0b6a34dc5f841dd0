package com.helpdeskly.benchmarks.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KeepAliveConnectionTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void answersOfBothFramesAreReadOverOneConnection() throws IOException {
        var answers = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n, together\r\n0\r\n\r\n",
                "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var connection = new KeepAliveConnection(server.getLocalPort(), REQUEST)) {
            var served = serve(server, answers);

            assertThat(connection.exchange()).isEqualTo(new KeepAliveConnection.Answer(200, 5));
            assertThat(connection.exchange()).isEqualTo(new KeepAliveConnection.Answer(200, 15));
            assertThat(connection.exchange()).isEqualTo(new KeepAliveConnection.Answer(503, 0));
            served.join();
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsMadeAnew() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var connection = new KeepAliveConnection(server.getLocalPort(), REQUEST)) {
            for (int i = 0; i < 2; i++) {
                serve(server, List.of("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok"));

                assertThat(connection.exchange()).isEqualTo(new KeepAliveConnection.Answer(200, 2));
            }
        }
    }

    @Test
    void aHalfAnswerIsAnError() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var connection = new KeepAliveConnection(server.getLocalPort(), REQUEST)) {
            serve(server, List.of("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"));

            assertThatThrownBy(connection::exchange).isInstanceOf(EOFException.class);
        }
    }

    /** Takes one connection, answers one request after the other, and closes. */
    private static CompletableFuture<Void> serve(ServerSocket server, List<String> answers) {
        return CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String answer : answers) {
                    while (!in.readLine().isEmpty()) {
                        continue;
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
