package com.helpdeskly.launcher.entity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port on the loopback address.
 *
 * @param purpose what listens there, in words
 * @param key the system property that changes it
 * @param number 1..65535, or 0 for "any free one"
 */
public record Port(String purpose, String key, int number) {
    /** Free ports are looked for below the ephemeral range, where no outgoing connection can take them meanwhile. */
    private static final int LOWEST_FREE = 20_000;

    private static final int HIGHEST_FREE = 32_000;
    private static final int ATTEMPTS = 200;

    /** Checks the range. */
    public Port {
        if (number < 0 || number > 65_535) {
            throw new LaunchException("%s=%d is no port: 1 to 65535, or 0 for any free one.".formatted(key, number));
        }
    }

    /**
     * @param purpose what listens there
     * @param key the system property the text came from
     * @param text the number as written by a person
     * @return the port
     * @throws LaunchException when the text is no port number
     */
    public static Port parse(String purpose, String key, String text) {
        try {
            return new Port(purpose, key, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw new LaunchException("%s=%s is no port: 1 to 65535, or 0 for any free one.".formatted(key, text), e);
        }
    }

    /** @return this port, or a free one in its place when the number is 0 */
    public Port resolved() {
        if (number != 0) {
            return this;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var candidate = new Port(purpose, key, ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE));
            if (candidate.free()) {
                return candidate;
            }
        }
        throw new LaunchException("No free port between %d and %d.".formatted(LOWEST_FREE, HIGHEST_FREE));
    }

    /** @throws LaunchException when somebody listens there already */
    public void requireFree() {
        if (!free()) {
            throw new LaunchException(
                    "Port %d (%s) is taken by another program. Stop that one, or choose another with -D%s=<port>."
                            .formatted(number, purpose, key));
        }
    }

    private boolean free() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
