package com.helpdeskly.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.logging.control.LogContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRecordDecorationTest {
    private static final class Lines extends Handler {
        private final List<String> lines = new ArrayList<>();
        private final Formatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Logger root = Logger.getLogger("");
    private final Logger log = Logger.getLogger("a.component");
    private final Handler[] before = root.getHandlers();
    private final Lines first = new Lines();
    private final Lines second = new Lines();
    private final LogRecordDecoration decoration = new LogRecordDecoration();

    @BeforeEach
    void logToBoth() {
        Arrays.stream(before).forEach(root::removeHandler);
        root.addHandler(first);
        root.addHandler(second);
        decoration.contextInitialized(null);
    }

    @AfterEach
    void logAsBefore() {
        LogContext.end();
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        Arrays.stream(before).forEach(root::addHandler);
    }

    @Test
    void everyHandlerGetsThePrefixOnce() {
        LogContext.begin("r-1");
        LogContext.tenant("acme");
        log.log(Level.INFO, "it''s {0}", "done");
        assertThat(first.lines).containsExactly("[r-1 acme] it's done");
        assertThat(second.lines).containsExactly("[r-1 acme] it's done");
    }

    @Test
    void secondModuleAddsNothing() {
        var other = new LogRecordDecoration();
        other.contextInitialized(null);
        assertThat(root.getHandlers()).hasSize(3);
        other.contextDestroyed(null);
        LogContext.begin("r-1");
        log.info("x");
        assertThat(second.lines).containsExactly("[r-1] x");
    }

    @Test
    void linesOutsideOfARequestAreLeftAlone() {
        log.info("x");
        assertThat(first.lines).containsExactly("x");
    }

    @Test
    void localizedMessageIsStillFound() {
        LogContext.begin("r-1");
        LogRecord record = new LogRecord(Level.INFO, "KEY");
        record.setParameters(new Object[] {"ü"});
        record.setResourceBundle(new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"KEY", "grüße {0}"}};
            }
        });
        log.log(record);
        assertThat(first.lines).containsExactly("[r-1] grüße ü");
    }

    @Test
    void nothingIsLeftBehindAfterwards() {
        decoration.contextDestroyed(null);
        assertThat(root.getHandlers()).containsExactly(first, second);
    }
}
