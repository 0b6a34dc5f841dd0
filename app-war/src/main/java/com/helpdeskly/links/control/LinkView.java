package com.helpdeskly.links.control;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link that was just made, for who hands it on.
 *
 * @param token 256 random bits, which nobody can find out again
 */
@Schema(name = "OneTimeLink")
public record LinkView(
        UUID id,

        @Schema(description = "Told this once", example = "0Zt2Ck9x8UQm3uJrSgqk6m0k1h0m2Zl8a4tq7yVw1cE")
        String token,

        Instant expiresAt) {
    /** Without the token. */
    @Override
    public String toString() {
        return "link " + id + " until " + expiresAt;
    }
}
