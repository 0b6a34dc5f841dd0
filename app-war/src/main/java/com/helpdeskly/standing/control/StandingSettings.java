package com.helpdeskly.standing.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a node keeps of its tenants' people.
 *
 * <ul>
 *   <li>{@code helpdeskly.standing.max} (100000, 100..10000000): users that a node keeps in memory, of all tenants
 *       together, and as many API keys; some 0.5 KiB each. One that is not kept costs a statement.
 * </ul>
 */
@ApplicationScoped
public class StandingSettings {
    private int max;

    protected StandingSettings() {}

    @Inject
    public StandingSettings(@ConfigProperty(name = "helpdeskly.standing.max", defaultValue = "100000") int max) {
        this.max = Settings.within("helpdeskly.standing.max", max, 100, 10_000_000);
    }

    int max() {
        return max;
    }
}
