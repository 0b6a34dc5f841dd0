package com.helpdeskly.web.problem;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A failure as the client is told about it (RFC 9457).
 *
 * @param status the HTTP status, 400..599
 * @param code the stable last part of the type {@code urn:helpdeskly:problem:<code>}
 * @param detail what happened, for the client
 * @param violations the rules that the request breaks, often none
 * @param headers headers that belong to the status, for example {@code Allow} or {@code Retry-After}
 */
public record Problem(int status, String code, String detail, List<Violation> violations, Map<String, String> headers) {
    /** The media type of every problem, whatever the client accepts. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Pattern ABBREVIATION = Pattern.compile("\\b(?:json|http|uri)\\b");

    public Problem {
        violations = List.copyOf(violations);
        headers = Map.copyOf(headers);
    }

    /** A problem with nothing more to say. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of());
    }

    /** What the exception says. */
    public static Problem of(ProblemException e) {
        Map<String, String> headers = e.retryAfter()
                .map(wait -> Map.of(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))))
                .orElse(Map.of());
        return new Problem(e.status(), e.code(), e.getMessage(), e.violations(), headers);
    }

    /** What there is to say about a status alone. */
    public static Problem of(int status) {
        return StatusProblem.of(status);
    }

    /** What a client is told about any failure at all; {@link Failures} holds the rules. */
    public static Problem of(Throwable failure) {
        return Failures.problemOf(failure);
    }

    /** The code in words: {@code tenant-not-found} becomes {@code Tenant not found}. */
    public String title() {
        String words = ABBREVIATION
                .matcher(code.replace('-', ' '))
                .replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    Problem with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, detail, violations, more);
    }
}
