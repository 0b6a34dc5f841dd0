package com.helpdeskly.provisioning.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a tenant's role may keep its database at work. The limits stand at the role itself, so that they hold however
 * it signs in, and behind PgBouncer too.
 *
 * <ul>
 *   <li>{@code helpdeskly.tenants.statement-ms} (30000, 100..3600000): a longer statement is cancelled; its caller gets 503. Below
 *       {@code helpdeskly.connections.read-ms}, or the connection is lost first.
 *   <li>{@code helpdeskly.tenants.idle-in-transaction-ms} (15000, 100..3600000): a transaction that waits longer for its next
 *       statement is ended with its connection.
 * </ul>
 *
 * <p>A change of these reaches new tenants at once; for the others {@code GET /doctor} tells {@code ROLE_LIMITS}, and repairing
 * brings it to them.
 */
@ApplicationScoped
public class RoleLimits {
    private Map<String, String> settings;

    protected RoleLimits() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public RoleLimits(
            @ConfigProperty(name = "helpdeskly.tenants.statement-ms", defaultValue = "30000") int statementMillis,
            @ConfigProperty(name = "helpdeskly.tenants.idle-in-transaction-ms", defaultValue = "15000")
                    int idleMillis) {
        settings = new TreeMap<>(Map.of(
                "statement_timeout",
                Settings.within("helpdeskly.tenants.statement-ms", statementMillis, 100, 3_600_000) + "ms",
                "idle_in_transaction_session_timeout",
                Settings.within("helpdeskly.tenants.idle-in-transaction-ms", idleMillis, 100, 3_600_000) + "ms"));
    }

    /** What PostgreSQL lists as the settings of a role with these limits, in the order of the names. */
    public List<String> settings() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    /** What gives a role these limits and takes from it all other settings. */
    public List<String> statements(String role) {
        String alter = "alter role " + Ddl.name(role);
        return Stream.concat(
                        Stream.of(alter + " reset all"),
                        settings.entrySet().stream()
                                .map(setting ->
                                        alter + " set " + setting.getKey() + " = " + Ddl.literal(setting.getValue())))
                .toList();
    }
}
