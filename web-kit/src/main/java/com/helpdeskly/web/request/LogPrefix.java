package com.helpdeskly.web.request;

import com.helpdeskly.logging.control.LogContext;
import java.util.ResourceBundle;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Prefixes a log record with the origin that the {@link LogContext} knows; lets every record pass that the filter
 * behind it lets pass. A record goes through every handler: it is prefixed by the first.
 */
final class LogPrefix implements Filter {
    private final Filter behind;

    LogPrefix(Filter behind) {
        this.behind = behind;
    }

    Filter behind() {
        return behind;
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        if (behind != null && !behind.isLoggable(record)) {
            return false;
        }
        String prefix = LogContext.prefix();
        String message = localized(record);
        if (!prefix.isEmpty() && !message.startsWith(prefix)) {
            record.setMessage(prefix + message);
            record.setResourceBundle(null);
        }
        return true;
    }

    /** The message itself where the record names it by a key: a prefixed key would not be found any more. */
    private static String localized(LogRecord record) {
        String message = record.getMessage() == null ? "" : record.getMessage();
        ResourceBundle bundle = record.getResourceBundle();
        if (bundle == null || !bundle.containsKey(message)) {
            return message;
        }
        return bundle.getString(message);
    }
}
