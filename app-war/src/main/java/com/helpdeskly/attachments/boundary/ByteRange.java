package com.helpdeskly.attachments.boundary;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a client wants (RFC 9110, section 14): a single range of bytes. Several at once are answered
 * with the whole, which a server is free to do.
 *
 * @param from the first byte, 0 for the first of the file
 * @param length the bytes of the part; 0 when the range lies outside of the file
 */
record ByteRange(long from, long length) {
    private static final Pattern SINGLE = Pattern.compile("(?i:bytes)=\\s*([0-9]*)-([0-9]*)\\s*");

    /** The range that a header names; empty when it is none, or not one. */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long length = Math.min(number(range.group(2)), size);
            return Optional.of(new ByteRange(size - length, length));
        }
        long from = number(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE - 1 : number(range.group(2));
        if (last < from) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(from, Math.max(0, Math.min(last + 1, size) - from)));
    }

    boolean isOutside() {
        return length == 0;
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return "bytes " + from + '-' + (from + length - 1) + '/' + size;
    }

    private static long number(String digits) {
        return new BigInteger(digits)
                .min(BigInteger.valueOf(Long.MAX_VALUE - 1))
                .longValue();
    }
}
