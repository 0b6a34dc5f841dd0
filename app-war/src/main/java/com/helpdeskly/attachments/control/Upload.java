package com.helpdeskly.attachments.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that has arrived and waits to be stored: on the disk, under no name, so that nothing of it is left when it is
 * closed or the node dies.
 *
 * @param type as it was sniffed
 * @param size in bytes
 * @param fingerprint a hash of all that the form says
 * @param file the bytes, read by position
 */
public record Upload(FileName name, String type, long size, boolean internal, byte[] fingerprint, FileChannel file)
        implements AutoCloseable {
    /** The bytes from a position on, as many as there are up to a limit. */
    byte[] read(long from, int limit) {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(limit, size - from));
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, from + bytes.position()) < 0) {
                    throw new EOFException("an upload has lost bytes");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.array();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
