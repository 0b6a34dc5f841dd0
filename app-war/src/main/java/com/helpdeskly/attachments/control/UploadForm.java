package com.helpdeskly.attachments.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * Reads a form ({@code multipart/form-data}, RFC 7578) with one part {@code file} and perhaps a part {@code internal}, as
 * it arrives, into a temporary file. One buffer of it is in memory at a time.
 */
final class UploadForm {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_FIELD = 16;
    private static final int LONGEST_BOUNDARY = 70;
    private static final Pattern LINES = Pattern.compile("\r\n(?![ \t])");

    private final AttachmentSettings settings;
    private final FileChannel file;
    private final MessageDigest hash = sha256();
    private final List<Violation> violations = new ArrayList<>();
    private final long begin = System.nanoTime();
    private byte[] head = {};
    private FileName name;
    private long size;
    private Boolean internal;

    private UploadForm(AttachmentSettings settings, FileChannel file) {
        this.settings = settings;
        this.file = file;
    }

    /**
     * Reads to the end of the form.
     *
     * @param contentType with the boundary between the parts
     * @return to be closed by the caller
     * @throws ProblemException 400 for what is no such form, with all that is wrong with it; 408; 413
     */
    static Upload read(String contentType, InputStream body, AttachmentSettings settings) throws IOException {
        byte[] boundary = boundary(contentType);
        FileChannel file = temporary(settings.directory());
        try {
            return new UploadForm(settings, file).read(boundary, body);
        } catch (RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    /** On Linux the file has lost its name when this returns; elsewhere it goes when it is closed. */
    private static FileChannel temporary(Path directory) throws IOException {
        Path path = Files.createTempFile(directory, "helpdeskly-upload", null);
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static byte[] boundary(String contentType) {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw malformed("the boundary of its parts is missing", null);
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private Upload read(byte[] boundary, InputStream body) {
        try {
            MultipartInput form = MultipartInput.builder()
                    .setInputStream(body)
                    .setBoundary(boundary)
                    .setMaxPartHeaderSize(settings.form().maxHeaderBytes())
                    .get();
            form.setHeaderCharset(StandardCharsets.UTF_8);
            int parts = 0;
            for (boolean more = form.skipPreamble(); more; more = form.readBoundary()) {
                if (++parts > settings.form().maxParts()) {
                    throw tooLarge("The form has more than " + settings.form().maxParts() + " parts.");
                }
                readPart(parameters(disposition(form.readHeaders())), form.newInputStream());
            }
        } catch (FileUploadSizeException e) {
            throw tooLarge("A part has headers of more than " + settings.form().maxHeaderBytes() + " bytes.");
        } catch (IOException | IllegalArgumentException e) {
            throw malformed("it does not end where it should or is not made of parts", e);
        }
        if (name == null) {
            reject("file", "is required");
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        boolean forStaff = Boolean.TRUE.equals(internal);
        String facts = "\n" + name.value() + "\n" + forStaff;
        byte[] fingerprint = hash.digest(facts.getBytes(StandardCharsets.UTF_8));
        return new Upload(name, SniffedType.of(head, name), size, forStaff, fingerprint, file);
    }

    private static String disposition(String headers) {
        return LINES.splitAsStream(headers)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("form-data"))
                .findFirst()
                .orElseThrow(() -> malformed("a part has no name", null));
    }

    private void readPart(Map<String, String> parameters, InputStream part) throws IOException {
        String field = parameters.getOrDefault("name", "");
        switch (field) {
            case "file" -> {
                if (name != null) {
                    reject("file", "must be there once");
                    discard(part);
                } else if (!parameters.containsKey("filename")) {
                    reject("file", "must be a file");
                    discard(part);
                } else {
                    name = FileName.of(parameters.get("filename"));
                    keep(part);
                }
            }
            case "internal" -> readInternal(part);
            default -> {
                reject(FileName.of(field).value(), "is not a known field");
                discard(part);
            }
        }
    }

    private void readInternal(InputStream part) throws IOException {
        String text = new String(part.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8).strip();
        discard(part);
        boolean known = text.equals("true") || text.equals("false");
        if (!known || internal != null) {
            reject("internal", "must be true or false, once");
        }
        internal = text.equals("true");
    }

    private void keep(InputStream part) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int got = part.readNBytes(buffer, 0, BUFFER); got > 0; got = part.readNBytes(buffer, 0, BUFFER)) {
            if (size == 0) {
                head = Arrays.copyOf(buffer, Math.min(got, SniffedType.HEAD));
            }
            size += got;
            if (size > settings.maxFileBytes()) {
                throw tooLarge("The file is larger than " + settings.maxFileBytes() + " bytes.");
            }
            hash.update(buffer, 0, got);
            store(ByteBuffer.wrap(buffer, 0, got));
            checkPatience();
        }
    }

    /** Not the client's fault, as all other trouble with reading is. */
    private void store(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException full) {
            throw ProblemException.retryLater(
                    503,
                    "unavailable",
                    "There is no room for this upload at the moment.",
                    Duration.ofSeconds(30),
                    full);
        }
    }

    private void discard(InputStream part) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (part.read(buffer) >= 0) {
            checkPatience();
        }
    }

    private void checkPatience() {
        if (System.nanoTime() - begin > settings.upload().toNanos()) {
            throw new ProblemException(408, "request-timeout", "The upload took too long to arrive.");
        }
    }

    private void reject(String field, String message) {
        boolean isNew = violations.stream().noneMatch(known -> known.field().equals(field));
        if (isNew) {
            violations.add(new Violation(field, message));
        }
    }

    private static ProblemException malformed(String why, Throwable cause) {
        return new ProblemException(400, "malformed-form", "The form cannot be read: " + why + ".", cause);
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(413, "content-too-large", detail);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
