package com.helpdeskly.web.idempotency;

import java.util.UUID;

/**
 * A request that its caller may send again.
 *
 * @param caller whose key it is; the keys of two callers have nothing to do with each other
 * @param key what the client calls it, 1..255 visible ASCII characters
 * @param fingerprint a hash of what it asks for: method, path, query and body
 */
public record IdempotentRequest(UUID caller, String key, String fingerprint) {}
