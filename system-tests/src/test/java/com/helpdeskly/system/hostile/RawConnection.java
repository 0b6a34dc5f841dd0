package com.helpdeskly.system.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which any bytes are sent, and answers are read one by one as long as the server keeps it. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.[01] ([0-9]{3})[ \\r]");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");

    private final URI server;
    private Socket socket;
    private InputStream in;

    RawConnection(URI server) {
        this.server = server;
    }

    /** @param status 0 where the connection was closed without an answer */
    record Answer(int status, String text) {}

    /** Sends a whole request and reads its answer; a connection that was kept may have been closed meanwhile. */
    Answer exchange(byte[] request, boolean head) throws IOException {
        boolean kept = socket != null;
        try {
            Answer answer = read(request, head);
            return kept && answer.status() == 0 ? read(request, head) : answer;
        } catch (SocketException closed) {
            close();
            return kept ? read(request, head) : new Answer(0, "");
        }
    }

    private Answer read(byte[] request, boolean head) throws IOException {
        open();
        Answer answer;
        try {
            socket.getOutputStream().write(request);
            answer = answer(head);
        } catch (SocketException reset) {
            // The server may have said what it had to say before it stopped to listen.
            answer = answer(head);
        }
        if (answer.status() == 0 || answer.text().toLowerCase(Locale.ROOT).contains("\r\nconnection: close")) {
            close();
        }
        return answer;
    }

    /** Sends what is no whole request, says that no more will come, and reads whatever there is. */
    Answer sendAndEnd(byte[] bytes) throws IOException {
        close();
        open();
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return answer(false);
        } catch (SocketException reset) {
            return new Answer(0, "");
        } finally {
            close();
        }
    }

    private Answer answer(boolean head) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && !endsHead(text, next)) {
            next = in.read();
        }
        String headers = text.toString(StandardCharsets.ISO_8859_1);
        Matcher status = STATUS.matcher(headers);
        if (!status.find()) {
            return new Answer(0, headers);
        }
        int code = Integer.parseInt(status.group(1));
        if (code == 100) {
            return answer(head);
        }
        String lower = headers.toLowerCase(Locale.ROOT);
        Matcher length = LENGTH.matcher(headers);
        if (lower.contains("text/event-stream")) {
            close();
        } else if (head || code == 204 || code == 304) {
            return new Answer(code, headers);
        } else if (length.find()) {
            text.writeBytes(in.readNBytes(Integer.parseInt(length.group(1))));
        } else if (lower.contains("transfer-encoding: chunked")) {
            chunks(text);
        } else {
            text.writeBytes(in.readAllBytes());
            close();
        }
        return new Answer(code, text.toString(StandardCharsets.UTF_8));
    }

    private static boolean endsHead(ByteArrayOutputStream text, int next) {
        text.write(next);
        return next == '\n'
                && text.size() > 3
                && text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    private void chunks(ByteArrayOutputStream text) throws IOException {
        int size;
        do {
            size = Integer.parseInt(line().strip(), 16);
            text.writeBytes(in.readNBytes(size));
            line();
        } while (size > 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return line.toString();
    }

    private void open() throws IOException {
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
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
