package com.helpdeskly.operators.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How operators are invited.
 *
 * <p>Key {@code helpdeskly.invitations.lifetime} (P7D, PT1M..P90D): how long a link is good, as an ISO 8601 duration; then
 * it is answered with 410.
 */
@ApplicationScoped
public class InvitationSettings {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(90);

    private Duration lifetime;

    protected InvitationSettings() {}

    @Inject
    public InvitationSettings(
            @ConfigProperty(name = "helpdeskly.invitations.lifetime", defaultValue = "P7D") Duration lifetime) {
        if (lifetime.compareTo(LEAST) < 0 || lifetime.compareTo(MOST) > 0) {
            throw new IllegalStateException(
                    "helpdeskly.invitations.lifetime must be one minute to 90 days, for example P7D");
        }
        this.lifetime = lifetime;
    }

    public Duration lifetime() {
        return lifetime;
    }
}
