package com.helpdeskly.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the token out of {@code Authorization: Bearer <token>} (RFC 6750). */
final class BearerToken {
    static final int MAX_LENGTH = 8192;

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private BearerToken() {}

    /**
     * The token of the request, or nothing where it has no credentials at all.
     *
     * @throws com.helpdeskly.problems.entity.ProblemException 401 for anything but exactly one well-formed token of at
     *     most {@value #MAX_LENGTH} characters
     */
    static Optional<String> of(HttpServletRequest request) {
        List<String> headers = new ArrayList<>(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)));
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String header = headers.get(0);
        Matcher bearer = BEARER.matcher(header);
        if (headers.size() > 1 || header.length() > MAX_LENGTH || !bearer.matches()) {
            throw Refusals.badToken();
        }
        return Optional.of(bearer.group(1));
    }
}
