package com.helpdeskly.web.request;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Puts the request id and the tenant in front of every line that the server logs for a request, while one of our web
 * modules runs. Each module has classes of its own and starts one of these: the first of them does the work for all.
 */
public class LogRecordDecoration implements ServletContextListener {
    private final Logger root = Logger.getLogger("");
    private final LogPrefix prefix = new LogPrefix();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        synchronized (root) {
            Handler[] handlers = root.getHandlers();
            if (Arrays.stream(handlers).noneMatch(LogRecordDecoration::isPrefix)) {
                Arrays.stream(handlers).forEach(root::removeHandler);
                root.addHandler(prefix);
                Arrays.stream(handlers).forEach(root::addHandler);
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        root.removeHandler(prefix);
    }

    /** By name: the other module's class of this name is another class. */
    private static boolean isPrefix(Handler handler) {
        return handler.getClass().getName().equals(LogPrefix.class.getName());
    }
}
