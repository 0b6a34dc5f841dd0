package com.helpdeskly.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes to a server that no HTTP client would send, one connection for each request. */
public final class Wire {
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");

    private final URI server;

    /** @param server its address without a path */
    public Wire(URI server) {
        this.server = server;
    }

    /**
     * All that came back.
     *
     * @param text status lines, headers and bodies
     * @param closed whether the server closed the connection before the time-out
     */
    public record Reply(String text, boolean closed) {
        /** The status of the only answer. */
        public int status() {
            Matcher lines = STATUS_LINE.matcher(text);
            assertThat(lines.find()).as("an answer in: " + text).isTrue();
            int status = Integer.parseInt(lines.group(1));
            assertThat(lines.find()).as("a second answer in: " + text).isFalse();
            return status;
        }

        /** What follows the headers of the first answer. */
        public String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }

        /** Checks the status, and that nothing of how the product is made can be seen. */
        public Reply is(int status) {
            assertThat(status()).as(text).isEqualTo(status);
            return hidesInternals();
        }

        /** Checks that this is a problem of RFC 9457 of a type. */
        public Reply isProblem(int status, String code) {
            is(status);
            assertThat(text).contains("Content-Type: application/problem+json");
            assertThat(body()).contains("\"urn:helpdeskly:problem:" + code + '"');
            return this;
        }

        /** Checks that nothing of how the product is made can be seen. */
        public Reply hidesInternals() {
            assertThat(text).doesNotContainPattern(Answer.INTERNAL);
            return this;
        }
    }

    /** The head of a request as a client would send it, with more header lines or without. */
    public String head(String method, String path, String... headers) {
        StringBuilder head =
                new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Sends one character of Latin 1 for each byte and reads until the server closes or ten seconds bring nothing. */
    public Reply send(String bytes) {
        return exchange(bytes, false);
    }

    /** As {@link #send}, and then says that no more will come. */
    public Reply sendAndEnd(String bytes) {
        return exchange(bytes, true);
    }

    /** A connection on which bytes were sent, and no more will be. */
    public Socket leaveOpen(String bytes) {
        try {
            Socket socket = new Socket(server.getHost(), server.getPort());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply exchange(String bytes, boolean end) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket socket = leaveOpen(bytes)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            if (end) {
                socket.shutdownOutput();
            }
            InputStream in = socket.getInputStream();
            in.transferTo(read);
            return new Reply(read.toString(StandardCharsets.ISO_8859_1), true);
        } catch (SocketTimeoutException stillOpen) {
            return new Reply(read.toString(StandardCharsets.ISO_8859_1), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
