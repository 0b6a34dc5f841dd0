package com.helpdeskly.logging.control;

import java.util.Optional;

/**
 * What every log line of the current thread says about its origin: the request id and the tenant's slug. Guarded by
 * being thread-local; whoever begins a request or a job ends it in {@code finally}, so that nothing leaks into the next
 * use of a pooled thread.
 */
public final class LogContext {
    private static final ThreadLocal<LogContext> CURRENT = new ThreadLocal<>();

    private final String requestId;
    private String tenant;

    private LogContext(String requestId) {
        this.requestId = requestId;
    }

    /** Begins a request or job on this thread. */
    public static void begin(String requestId) {
        CURRENT.set(new LogContext(requestId));
    }

    /** Names the tenant that the current request or job works for; without effect outside of one. */
    public static void tenant(String slug) {
        LogContext context = CURRENT.get();
        if (context != null) {
            context.tenant = slug;
        }
    }

    /** Ends what {@link #begin} began. */
    public static void end() {
        CURRENT.remove();
    }

    /** The id of the request or job on this thread. */
    public static Optional<String> requestId() {
        return Optional.ofNullable(CURRENT.get()).map(context -> context.requestId);
    }

    /** The prefix for log lines, for example {@code [4f1c… acme] }; empty outside of a request or job. */
    public static String prefix() {
        LogContext context = CURRENT.get();
        if (context == null) {
            return "";
        }
        return context.tenant == null
                ? "[" + context.requestId + "] "
                : "[" + context.requestId + " " + context.tenant + "] ";
    }
}
