package com.helpdeskly.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What servers let pass of a request although it cannot be read, or is read by others in another way. */
final class RequestSyntax {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private RequestSyntax() {}

    /**
     * Whether host, path and query make a URI, which JAX-RS takes for granted, and the body is framed as servers know it.
     */
    static boolean isSound(HttpServletRequest request) {
        return isForAUri(request) && hasKnownFraming(request);
    }

    /**
     * Whether somebody in front of the server may have seen another end of the body than the server did, so that what
     * follows on this connection may not be a request of its own (RFC 9112, section 6.3). Open Liberty does not show a
     * length that is none, nor one beside a transfer coding: such a request looks like one without a length.
     */
    static boolean mayEndElsewhere(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/1")
                && Collections.list(request.getHeaders("Content-Length")).size() != 1
                && (request.getHeader("Transfer-Encoding") != null || WITH_BODY.contains(request.getMethod()));
    }

    private static boolean isForAUri(HttpServletRequest request) {
        String query = request.getQueryString();
        try {
            new URI(request.getRequestURL() + (query == null ? "" : '?' + query));
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean hasKnownFraming(HttpServletRequest request) {
        List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
        List<String> lengths = Collections.list(request.getHeaders("Content-Length"));
        return codings.size() + lengths.size() <= 1 && codings.stream().allMatch("chunked"::equalsIgnoreCase);
    }
}
