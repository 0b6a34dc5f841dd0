package com.helpdeskly.web.request;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What a request may cost before anybody looks at it.
 *
 * <p>Key {@code helpdeskly.http.max-body-bytes} (1048576, 1024..9223372036854775807): the largest request body in bytes; a
 * larger one is answered with 413, after up to 64 MiB of it were read and thrown away so that its client sees the answer.
 *
 * @param maxBodyBytes the largest request body in bytes
 */
public record HttpLimits(long maxBodyBytes) {
    /** The key of the body limit. */
    public static final String MAX_BODY_BYTES = "helpdeskly.http.max-body-bytes";

    static final long DEFAULT_MAX_BODY_BYTES = 1_048_576;
    static final long LEAST = 1024;

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
                config.getOptionalValue(MAX_BODY_BYTES, Long.class).orElse(DEFAULT_MAX_BODY_BYTES));
    }
}
