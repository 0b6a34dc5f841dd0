package com.helpdeskly.web.request;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a request: the client's own {@code X-Request-Id} where that is 1..128 of {@code A-Z a-z 0-9 . _ -}, else a
 * random one. It is decided once and stays with the request through every dispatch and thread.
 */
public final class RequestId {
    /** The header that brings the id in and takes it back out. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private RequestId() {}

    /** The id of this request, decided now if nobody asked before. */
    public static String of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = sane(request instanceof HttpServletRequest http ? http.getHeader(HEADER) : null);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    static String sane(String offered) {
        return offered != null && SANE.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }
}
