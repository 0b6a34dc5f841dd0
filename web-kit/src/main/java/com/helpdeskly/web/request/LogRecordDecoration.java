package com.helpdeskly.web.request;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Puts the request id and the tenant in front of every line that this server logs for us, while a module of ours runs.
 * Both web modules start one, each with classes of its own; the first of them does the work.
 */
public class LogRecordDecoration implements ServletContextListener {
    private final Logger root = Logger.getLogger("");

    @Override
    public void contextInitialized(ServletContextEvent event) {
        for (Handler handler : root.getHandlers()) {
            if (!isDecorated(handler)) {
                handler.setFilter(new LogPrefix(handler.getFilter()));
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        for (Handler handler : root.getHandlers()) {
            if (handler.getFilter() instanceof LogPrefix ours) {
                handler.setFilter(ours.behind());
            }
        }
    }

    /** By name: the other module's class of this name is another class. */
    private static boolean isDecorated(Handler handler) {
        return handler.getFilter() != null
                && handler.getFilter().getClass().getName().equals(LogPrefix.class.getName());
    }
}
