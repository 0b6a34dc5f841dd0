package com.helpdeskly.web.request;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The rest of a body that is too large. A server that closes a connection on which bytes still arrive resets it, and the
 * client may lose the answer that it was sent; so the rest is read and thrown away first, within bounds: nobody who sends
 * more than {@link #MOST_BYTES}, or for longer than {@link #PATIENCE}, is listened to. Such a client may see a reset
 * instead of the 413.
 */
final class UnwantedBody {
    /** Of a length that is told beforehand, and of what comes after the limit where none is told. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    /** Looked at between two reads, each of which the server itself ends after its read time-out. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(UnwantedBody.class.getName());
    private static final int CHUNK = 64 * 1024;

    private UnwantedBody() {}

    /** Reads to the end, or as far as the bounds allow. */
    static void discard(InputStream body) {
        byte[] chunk = new byte[CHUNK];
        long begin = System.nanoTime();
        long left = MOST_BYTES;
        try {
            int got = 0;
            while (got >= 0 && left > 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
                got = body.read(chunk, 0, (int) Math.min(CHUNK, left));
                left -= Math.max(got, 0);
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the client has not sent all of a body that is too large", gone);
        }
    }
}
