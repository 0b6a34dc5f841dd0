package com.helpdeskly.web.request;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What a request may cost before anybody looks at it.
 *
 * <p>Key {@code helpdeskly.http.max-body-bytes} (1048576, 1024..9223372036854775807): the largest request body in bytes; a
 * larger one is answered with 413, after up to 64 MiB of it were read and thrown away so that its client sees the answer.
 *
 * <p>A form with a file, posted where files are attached, has a limit of its own: that of a file
 * ({@value #MAX_FILE_BYTES}) and {@value #FORM_BYTES} bytes for what a form puts around it.
 *
 * @param maxBodyBytes the largest request body in bytes
 * @param maxFormBytes the largest form with a file in bytes
 */
public record HttpLimits(long maxBodyBytes, long maxFormBytes) {
    /** The key of the body limit. */
    public static final String MAX_BODY_BYTES = "helpdeskly.http.max-body-bytes";

    /** The key of the limit of a file. */
    public static final String MAX_FILE_BYTES = "helpdeskly.attachments.max-file-bytes";

    /** The limit of a file where none is set. */
    public static final int DEFAULT_MAX_FILE_BYTES = 20_971_520;

    static final int FORM_BYTES = 65_536;
    static final long DEFAULT_MAX_BODY_BYTES = 1_048_576;
    static final long LEAST = 1024;

    private static final String FORM = "multipart/form-data";

    public HttpLimits {
        if (maxBodyBytes < LEAST) {
            throw new IllegalArgumentException(
                    MAX_BODY_BYTES + " must be at least " + LEAST + ", but is " + maxBodyBytes);
        }
    }

    /** The limits that the configuration of the running module sets. */
    public static HttpLimits configured() {
        Config config = ConfigProvider.getConfig();
        return new HttpLimits(
                config.getOptionalValue(MAX_BODY_BYTES, Long.class).orElse(DEFAULT_MAX_BODY_BYTES),
                FORM_BYTES
                        + config.getOptionalValue(MAX_FILE_BYTES, Integer.class).orElse(DEFAULT_MAX_FILE_BYTES));
    }

    /** The largest body of this request, in bytes. */
    long of(HttpServletRequest request) {
        return isForm(request) ? Math.max(maxFormBytes, maxBodyBytes) : maxBodyBytes;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getMethod().equals("POST")
                && request.getRequestURI().endsWith("/attachments")
                && type != null
                && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }
}
