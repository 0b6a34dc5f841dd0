package com.helpdeskly.connections.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a node may use of the tenants' databases.
 *
 * <ul>
 *   <li>{@code helpdeskly.connections.max} (100, 1..10000): physical connections of the node, of all tenants together.
 *       When all are at work, a caller waits and then gets 429.
 *   <li>{@code helpdeskly.connections.per-tenant} (5, 1..max): of these for one tenant, unless a limit of its own is set; a
 *       further caller waits.
 *   <li>{@code helpdeskly.connections.wait-ms} (2000, 1..60000): how long a caller waits for a connection; then it
 *       gets 429.
 *   <li>{@code helpdeskly.connections.max-waiting} (1000, 1..100000): callers that wait at once; a further one gets 429
 *       at once.
 *   <li>{@code helpdeskly.connections.affinity-ms} (150, 0..10000): a connection that comes back goes to a caller of the
 *       same tenant, unless the tenant has had its turn for longer than this and one of another tenant has waited for
 *       longer than this. Longer turns serve more requests in all, and let each tenant wait for longer.
 *   <li>{@code helpdeskly.connections.idle-ms} (60000, 1000..86400000): idle connections are closed after this.
 *   <li>{@code helpdeskly.connections.lifetime-ms} (1800000, 1000..86400000): older connections are closed when they come back.
 *   <li>{@code helpdeskly.connections.test-ms} (10000, 100..86400000): idle connections are tested at this interval, and one that has
 *       been idle for longer is tested before it is given out; a sick one is dropped.
 *   <li>{@code helpdeskly.connections.connect-ms} (3000, 100..60000): how long opening one may take; then its tenant's
 *       callers get 503.
 *   <li>{@code helpdeskly.connections.read-ms} (40000, 1000..3600000): how long the database may be silent within a
 *       statement; then the caller gets 503.
 *   <li>{@code helpdeskly.clients.max} (1000, 1..100000): tenants that have an EntityManagerFactory, some 0.3 MiB each; beyond it
 *       the one used longest ago is closed.
 *   <li>{@code helpdeskly.clients.idle-ms} (1800000, 1000..86400000): an EntityManagerFactory is closed when its tenant has not been used for this long.
 * </ul>
 */
@ApplicationScoped
public class ConnectionSettings {
    private int max;
    private int perTenant;
    private Duration wait;
    private int maxWaiting;
    private Duration affinity;
    private Duration idle;
    private Duration lifetime;
    private Duration test;
    private Duration connect;
    private Duration read;
    private int maxClients;
    private Duration clientIdle;

    protected ConnectionSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public ConnectionSettings(
            @ConfigProperty(name = "helpdeskly.connections.max", defaultValue = "100") int max,
            @ConfigProperty(name = "helpdeskly.connections.per-tenant", defaultValue = "5") int perTenant,
            @ConfigProperty(name = "helpdeskly.connections.wait-ms", defaultValue = "2000") int waitMillis,
            @ConfigProperty(name = "helpdeskly.connections.max-waiting", defaultValue = "1000") int maxWaiting,
            @ConfigProperty(name = "helpdeskly.connections.affinity-ms", defaultValue = "150") int affinityMillis,
            @ConfigProperty(name = "helpdeskly.connections.idle-ms", defaultValue = "60000") int idleMillis,
            @ConfigProperty(name = "helpdeskly.connections.lifetime-ms", defaultValue = "1800000") int lifetimeMillis,
            @ConfigProperty(name = "helpdeskly.connections.test-ms", defaultValue = "10000") int testMillis,
            @ConfigProperty(name = "helpdeskly.connections.connect-ms", defaultValue = "3000") int connectMillis,
            @ConfigProperty(name = "helpdeskly.connections.read-ms", defaultValue = "40000") int readMillis,
            @ConfigProperty(name = "helpdeskly.clients.max", defaultValue = "1000") int maxClients,
            @ConfigProperty(name = "helpdeskly.clients.idle-ms", defaultValue = "1800000") int clientIdleMillis) {
        this.max = Settings.within("helpdeskly.connections.max", max, 1, 10_000);
        this.perTenant = Settings.within("helpdeskly.connections.per-tenant", perTenant, 1, max);
        this.wait = millis("connections.wait-ms", waitMillis, 1, 60_000);
        this.maxWaiting = Settings.within("helpdeskly.connections.max-waiting", maxWaiting, 1, 100_000);
        this.affinity = millis("connections.affinity-ms", affinityMillis, 0, 10_000);
        this.idle = millis("connections.idle-ms", idleMillis, 1_000, 86_400_000);
        this.lifetime = millis("connections.lifetime-ms", lifetimeMillis, 1_000, 86_400_000);
        this.test = millis("connections.test-ms", testMillis, 100, 86_400_000);
        this.connect = millis("connections.connect-ms", connectMillis, 100, 60_000);
        this.read = millis("connections.read-ms", readMillis, 1_000, 3_600_000);
        this.maxClients = Settings.within("helpdeskly.clients.max", maxClients, 1, 100_000);
        this.clientIdle = millis("clients.idle-ms", clientIdleMillis, 1_000, 86_400_000);
    }

    private static Duration millis(String key, int value, int min, int max) {
        return Duration.ofMillis(Settings.within("helpdeskly." + key, value, min, max));
    }

    public int max() {
        return max;
    }

    public int perTenant() {
        return perTenant;
    }

    /** The limits that decide who gets a connection. */
    ConnectionBudget.Limits limits() {
        return new ConnectionBudget.Limits(max, perTenant, maxWaiting, wait, affinity);
    }

    public Duration idle() {
        return idle;
    }

    public Duration lifetime() {
        return lifetime;
    }

    public Duration test() {
        return test;
    }

    public Duration connect() {
        return connect;
    }

    public Duration read() {
        return read;
    }

    public int maxClients() {
        return maxClients;
    }

    public Duration clientIdle() {
        return clientIdle;
    }
}
