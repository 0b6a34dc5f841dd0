package com.helpdeskly.web.request;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * A typed value that stays with a request, one for each type.
 *
 * @param type the type of the value, whose name is the attribute's
 */
public record RequestAttribute<T>(Class<T> type) {
    /** The value that was kept with the request, if any. */
    public Optional<T> find(ServletRequest request) {
        return Optional.ofNullable(request.getAttribute(type.getName())).map(type::cast);
    }

    /** Keeps the value with the request. */
    public void keep(ServletRequest request, T value) {
        request.setAttribute(type.getName(), value);
    }
}
