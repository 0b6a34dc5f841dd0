package com.helpdeskly.connections.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes sockets whose {@code close} waits, for {@value #WAIT_MILLIS} ms at most, until the other side has closed as
 * well. PostgreSQL does that when the backend of a connection is gone; so a place in the budget is only given on when
 * the server has really got it back, and the limit holds on the server too.
 */
public final class AwaitingSocketFactory extends SocketFactory {
    private static final int WAIT_MILLIS = 500;

    @Override
    public Socket createSocket() {
        return new AwaitingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private static Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
        Socket socket = new AwaitingSocket();
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(to);
        return socket;
    }

    private static final class AwaitingSocket extends Socket {
        @Override
        public void close() throws IOException {
            try {
                if (isConnected() && !isClosed() && !isInputShutdown() && !isOutputShutdown()) {
                    awaitEnd();
                }
            } catch (IOException alreadyBroken) {
                System.getLogger(AwaitingSocketFactory.class.getName())
                        .log(System.Logger.Level.DEBUG, "the other side of a connection did not close", alreadyBroken);
            } finally {
                super.close();
            }
        }

        private void awaitEnd() throws IOException {
            shutdownOutput();
            setSoTimeout(WAIT_MILLIS);
            InputStream in = getInputStream();
            byte[] rest = new byte[256];
            long until = System.nanoTime() + WAIT_MILLIS * 1_000_000L;
            while (System.nanoTime() < until && in.read(rest) >= 0) {
                continue;
            }
        }
    }
}
