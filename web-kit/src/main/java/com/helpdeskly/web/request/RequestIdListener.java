package com.helpdeskly.web.request;

import com.helpdeskly.logging.control.LogContext;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Begins the log context before the container authenticates, which is before the first filter; the {@link RequestFilter}
 * ends it where the thread leaves the request.
 */
public class RequestIdListener implements ServletRequestListener {
    @Override
    public void requestInitialized(ServletRequestEvent event) {
        LogContext.begin(RequestId.of(event.getServletRequest()));
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        LogContext.end();
    }
}
