package com.helpdeskly.benchmarks.control;

/** Whole HTTP/1.1 requests as they go over the wire, in ASCII. */
final class HttpText {
    private HttpText() {}

    /** @param headers each with its end of line */
    static String get(String path, String headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n%s\r\n".formatted(path, headers);
    }

    /** @param headers each with its end of line */
    static String post(String path, String headers, String json) {
        return ("POST %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                        + "Content-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s")
                .formatted(path, json.length(), headers, json);
    }
}
