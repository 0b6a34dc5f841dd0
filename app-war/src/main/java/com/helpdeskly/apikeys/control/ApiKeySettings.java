package com.helpdeskly.apikeys.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many API keys there may be, and for how long.
 *
 * <ul>
 *   <li>{@code helpdeskly.api-keys.per-user} (20, 0..1000): keys that a user may have at once, expired ones not counted.
 *   <li>{@code helpdeskly.api-keys.max-days} (365, 1..3650): how long a key may live.
 * </ul>
 */
@ApplicationScoped
public class ApiKeySettings {
    private int perUser;
    private int maxDays;

    protected ApiKeySettings() {}

    @Inject
    public ApiKeySettings(
            @ConfigProperty(name = "helpdeskly.api-keys.per-user", defaultValue = "20") int perUser,
            @ConfigProperty(name = "helpdeskly.api-keys.max-days", defaultValue = "365") int maxDays) {
        this.perUser = Settings.within("helpdeskly.api-keys.per-user", perUser, 0, 1000);
        this.maxDays = Settings.within("helpdeskly.api-keys.max-days", maxDays, 1, 3650);
    }

    int perUser() {
        return perUser;
    }

    /** The longest life of a key. */
    public Duration longest() {
        return Duration.ofDays(maxDays);
    }
}
