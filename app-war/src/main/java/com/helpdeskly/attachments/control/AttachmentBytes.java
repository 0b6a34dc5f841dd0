package com.helpdeskly.attachments.control;

import com.helpdeskly.attachments.entity.AttachmentChunk;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/**
 * A part of an attachment's bytes on its way to a client, a chunk at a time; while the client takes one, no connection is
 * held. Where there is no connection for a moment, the client waits.
 */
public final class AttachmentBytes {
    private static final int ATTEMPTS = 5;

    private final AttachmentPages pages;
    private final UUID attachment;
    private final long from;
    private final long length;
    private byte[] chunk;

    AttachmentBytes(AttachmentPages pages, UUID attachment, long from, long length) {
        this.pages = pages;
        this.attachment = attachment;
        this.from = from;
        this.length = length;
        this.chunk = read(from);
    }

    /** Writes them, once. */
    public void writeTo(OutputStream client) throws IOException {
        long end = from + length;
        for (long at = from; at < end; ) {
            int offset = (int) (at % AttachmentChunk.SIZE);
            int count = (int) Math.min(chunk.length - offset, end - at);
            client.write(chunk, offset, count);
            at += count;
            chunk = at < end ? read(at) : null;
        }
    }

    private byte[] read(long at) {
        for (int attempt = 1; ; attempt++) {
            try {
                return pages.chunk(attachment, (int) (at / AttachmentChunk.SIZE));
            } catch (RuntimeException failure) {
                boolean passes = SqlFailures.first(failure, ProblemException.class)
                        .flatMap(ProblemException::retryAfter)
                        .isPresent();
                if (attempt == ATTEMPTS || !passes) {
                    throw failure;
                }
            }
        }
    }
}
