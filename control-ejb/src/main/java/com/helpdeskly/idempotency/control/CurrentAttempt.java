package com.helpdeskly.idempotency.control;

import com.helpdeskly.logging.control.LogContext;
import java.util.Optional;
import java.util.UUID;

/**
 * The attempt at a request with an {@code Idempotency-Key} that the current thread carries out. It belongs to the request
 * that began it and to no other: what a pooled thread does next has another request id.
 */
public final class CurrentAttempt {
    private static final ThreadLocal<CurrentAttempt> CURRENT = new ThreadLocal<>();

    private final UUID attempt;
    private final Optional<String> requestId = LogContext.requestId();

    private CurrentAttempt(UUID attempt) {
        this.attempt = attempt;
    }

    /** From here on this thread carries the attempt out. */
    public static void begin(UUID attempt) {
        CURRENT.set(new CurrentAttempt(attempt));
    }

    /** It is over. */
    public static void end() {
        CURRENT.remove();
    }

    /** The attempt that the current request carries out, if its client gave it a key. */
    public static Optional<UUID> find() {
        return Optional.ofNullable(CURRENT.get())
                .filter(current -> current.requestId.isPresent() && current.requestId.equals(LogContext.requestId()))
                .map(current -> current.attempt);
    }
}
