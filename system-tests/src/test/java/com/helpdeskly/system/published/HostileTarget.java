package com.helpdeskly.system.published;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A published operation as somebody sees it who means harm.
 *
 * @param server where it is
 * @param headers that an honest client would send
 */
public record HostileTarget(
        URI server,
        String base,
        String method,
        String path,
        List<String> queryParameters,
        Optional<JsonObject> example,
        Map<String, String> headers) {
    /** All operations of a plane. */
    public static List<HostileTarget> of(PublishedApi api, URI server, String base, Map<String, String> headers) {
        return api.operations().stream()
                .map(operation -> new HostileTarget(
                        server,
                        base,
                        operation.method(),
                        operation.path(),
                        operation.queryParameters(),
                        operation.example(),
                        headers))
                .toList();
    }

    /** The same with another header. */
    public HostileTarget with(String header, String value) {
        Map<String, String> other = new java.util.LinkedHashMap<>(headers);
        other.put(header, value);
        return new HostileTarget(server, base, method, path, queryParameters, example, other);
    }

    /** What an honest client sends as its host. */
    public String host() {
        return server.getAuthority();
    }
}
