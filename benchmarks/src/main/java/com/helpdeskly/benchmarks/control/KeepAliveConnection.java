package com.helpdeskly.benchmarks.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP/1.1 connection that sends one prepared request again and again and reads the answers as cheaply as can be: the
 * body is counted and thrown away. Reconnects where the server closes. For one thread.
 */
final class KeepAliveConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private final byte[] request;
    private final byte[] buffer = new byte[65_536];
    private int position;
    private int limit;
    private Socket socket;
    private InputStream in;

    /**
     * An answer.
     *
     * @param bodyBytes the length of its body, without the frame of chunks
     */
    record Answer(int status, long bodyBytes) {}

    /** @param request the whole request, in ASCII */
    KeepAliveConnection(int port, String request) {
        this.port = port;
        this.request = request.getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends the request and reads the answer to its end. */
    Answer exchange() throws IOException {
        return exchange(request);
    }

    /** Sends another request, and reads the answer to its end. */
    Answer exchange(String other) throws IOException {
        return exchange(other.getBytes(StandardCharsets.US_ASCII));
    }

    private Answer exchange(byte[] bytes) throws IOException {
        if (socket == null) {
            connect();
        }
        socket.getOutputStream().write(bytes);
        int status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        boolean chunked = false;
        boolean close = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            } else if (lower.startsWith("connection:")) {
                close = lower.endsWith("close");
            }
        }
        long body = chunked ? skipChunks() : skip(length);
        if (close) {
            close();
        }
        return new Answer(status, body);
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
        position = 0;
        limit = 0;
    }

    private long skipChunks() throws IOException {
        long body = 0;
        while (true) {
            long chunk = Long.parseLong(line().strip(), 16);
            body += skip(chunk);
            line();
            if (chunk == 0) {
                return body;
            }
        }
    }

    private long skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (position == limit) {
                fill();
            }
            int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
        }
        return bytes;
    }

    /** The next line without its end; only short lines without further line feeds come before and between bodies. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (position == limit) {
                fill();
            }
            char next = (char) (buffer[position++] & 0xff);
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append(next);
            }
        }
    }

    private void fill() throws IOException {
        position = 0;
        limit = in.read(buffer);
        if (limit < 0) {
            limit = 0;
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
