package com.helpdeskly.web.request;

import com.helpdeskly.logging.control.LogContext;
import java.util.ResourceBundle;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Prefixes a log record with the origin that the {@link LogContext} knows, and writes nothing itself. As the first
 * handler it works for all behind it. A filter on the handlers would do as well, but Open Liberty's handler asks none.
 */
final class LogPrefix extends Handler {
    @Override
    public void publish(LogRecord record) {
        String prefix = LogContext.prefix();
        String message = localized(record);
        if (!prefix.isEmpty() && !message.startsWith(prefix)) {
            record.setMessage(prefix + message);
            record.setResourceBundle(null);
        }
    }

    /** The message itself where the record names it by a key: a prefixed key would not be found any more. */
    private static String localized(LogRecord record) {
        String message = record.getMessage() == null ? "" : record.getMessage();
        ResourceBundle bundle = record.getResourceBundle();
        return bundle != null && bundle.containsKey(message) ? bundle.getString(message) : message;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
