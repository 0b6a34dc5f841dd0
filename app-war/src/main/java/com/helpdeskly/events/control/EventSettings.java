package com.helpdeskly.events.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What live updates may cost.
 *
 * <ul>
 *   <li>{@code helpdeskly.events.per-user} (8, 1..1000): streams of one user on a node; a further one gets 429.
 *   <li>{@code helpdeskly.events.per-tenant} (200, 1..100000): streams of one tenant on a node; a further one gets 429.
 *   <li>{@code helpdeskly.events.per-node} (2000, 1..100000): streams of a node; a further one gets 429.
 *   <li>{@code helpdeskly.events.heartbeat-ms} (5000, 500..15000): after so long a silence a comment is sent, by which it is
 *       noticed, too, that a client is gone.
 *   <li>{@code helpdeskly.events.poll-ms} (1500, 100..2000): how often a node looks for events of a tenant that has streams
 *       here, when nobody tells it of any.
 *   <li>{@code helpdeskly.events.slow-ms} (30000, 1000..300000): a client that does not take what it was sent for this long is
 *       cut off, and can resume.
 *   <li>{@code helpdeskly.events.stream-s} (3600, 10..86400): a stream ends after this, or with its access token before.
 *   <li>{@code helpdeskly.events.kept-h} (24, 1..720): events are kept for this many hours, for those who resume.
 *   <li>{@code helpdeskly.events.kept} (10000, 100..1000000): most events that a tenant keeps; the oldest go first.
 * </ul>
 */
@ApplicationScoped
public class EventSettings {
    private int perUser;
    private int perTenant;
    private int perNode;
    private Duration heartbeat;
    private Duration poll;
    private Duration slow;
    private Duration stream;
    private Duration keptFor;
    private int kept;

    protected EventSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public EventSettings(
            @ConfigProperty(name = "helpdeskly.events.per-user", defaultValue = "8") int perUser,
            @ConfigProperty(name = "helpdeskly.events.per-tenant", defaultValue = "200") int perTenant,
            @ConfigProperty(name = "helpdeskly.events.per-node", defaultValue = "2000") int perNode,
            @ConfigProperty(name = "helpdeskly.events.heartbeat-ms", defaultValue = "5000") int heartbeatMillis,
            @ConfigProperty(name = "helpdeskly.events.poll-ms", defaultValue = "1500") int pollMillis,
            @ConfigProperty(name = "helpdeskly.events.slow-ms", defaultValue = "30000") int slowMillis,
            @ConfigProperty(name = "helpdeskly.events.stream-s", defaultValue = "3600") int streamSeconds,
            @ConfigProperty(name = "helpdeskly.events.kept-h", defaultValue = "24") int keptHours,
            @ConfigProperty(name = "helpdeskly.events.kept", defaultValue = "10000") int kept) {
        this.perUser = Settings.within("helpdeskly.events.per-user", perUser, 1, 1_000);
        this.perTenant = Settings.within("helpdeskly.events.per-tenant", perTenant, 1, 100_000);
        this.perNode = Settings.within("helpdeskly.events.per-node", perNode, 1, 100_000);
        this.heartbeat =
                Duration.ofMillis(Settings.within("helpdeskly.events.heartbeat-ms", heartbeatMillis, 500, 15_000));
        this.poll = Duration.ofMillis(Settings.within("helpdeskly.events.poll-ms", pollMillis, 100, 2_000));
        this.slow = Duration.ofMillis(Settings.within("helpdeskly.events.slow-ms", slowMillis, 1_000, 300_000));
        this.stream = Duration.ofSeconds(Settings.within("helpdeskly.events.stream-s", streamSeconds, 10, 86_400));
        this.keptFor = Duration.ofHours(Settings.within("helpdeskly.events.kept-h", keptHours, 1, 720));
        this.kept = Settings.within("helpdeskly.events.kept", kept, 100, 1_000_000);
    }

    public int perUser() {
        return perUser;
    }

    public int perTenant() {
        return perTenant;
    }

    public int perNode() {
        return perNode;
    }

    public Duration heartbeat() {
        return heartbeat;
    }

    public Duration poll() {
        return poll;
    }

    public Duration slow() {
        return slow;
    }

    public Duration stream() {
        return stream;
    }

    public Duration keptFor() {
        return keptFor;
    }

    public int kept() {
        return kept;
    }
}
