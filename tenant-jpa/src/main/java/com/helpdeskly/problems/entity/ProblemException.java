package com.helpdeskly.problems.entity;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Root of all failures that a client is told about. It owns its HTTP status and its problem type, so that no mapper has
 * to know the components ({@code urn:helpdeskly:problem:<code>}, RFC 9457). Its message is the problem's
 * {@code detail}: it must never hold anything internal.
 *
 * <p>An EJB that throws one rolls its transaction back.
 */
@ApplicationException(rollback = true, inherited = true)
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Violation> violations;
    private final Duration retryAfter;

    /**
     * @param status the HTTP status, 400..599
     * @param code the stable last part of the problem type, kebab-case
     * @param detail what happened, for the client
     */
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of(), null, null);
    }

    /** As above, with the failure behind it, which is logged and never shown. */
    public ProblemException(int status, String code, String detail, Throwable cause) {
        this(status, code, detail, List.of(), null, cause);
    }

    protected ProblemException(
            int status, String code, String detail, List<Violation> violations, Duration retryAfter, Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    /** 400 with every violation of the request at once. */
    public static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(400, "invalid-request", "The request is not valid.", violations, null, null);
    }

    /** 400 with a single violation. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** A refusal that passes by itself: 429 or 503 with {@code Retry-After}. */
    public static ProblemException retryLater(
            int status, String code, String detail, Duration retryAfter, Throwable cause) {
        return new ProblemException(status, code, detail, List.of(), retryAfter, cause);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }

    /** When the client should try again; present for 429 and 503. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
