package com.helpdeskly.attachments.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** Finds out what a file is from its first bytes and its name; what its client says of it is not asked. */
final class SniffedType {
    /** So many bytes tell. */
    static final int HEAD = 64 * 1024;

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    private SniffedType() {}

    static String of(byte[] head, FileName name) {
        Metadata told = new Metadata();
        told.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.value());
        try {
            return TYPES.detect(new ByteArrayInputStream(head), told)
                    .getBaseType()
                    .toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The type to send a file with: what a browser might run is sent as mere bytes. */
    static String harmless(String type) {
        MediaType parsed = MediaType.parse(type);
        boolean isActive = parsed == null
                || Set.of("html", "xml", "xhtml+xml", "javascript", "ecmascript", "xslt+xml", "x-shockwave-flash")
                        .contains(parsed.getSubtype())
                || parsed.getSubtype().endsWith("+xml");
        return isActive ? MediaType.OCTET_STREAM.toString() : type;
    }
}
