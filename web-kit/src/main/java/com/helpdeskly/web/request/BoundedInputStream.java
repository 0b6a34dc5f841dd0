package com.helpdeskly.web.request;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Passes bytes on until there are more than allowed, then fails with 413. */
final class BoundedInputStream extends ServletInputStream {
    private final ServletInputStream body;
    private final long maxBytes;
    private long read;

    BoundedInputStream(ServletInputStream body, long maxBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int next = body.read();
        if (next >= 0) {
            count(1);
        }
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = body.read(buffer, offset, length);
        count(Math.max(got, 0));
        return got;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > maxBytes) {
            UnwantedBody.discard(body);
            throw new ProblemException(413, "content-too-large", "The body is larger than " + maxBytes + " bytes.");
        }
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
