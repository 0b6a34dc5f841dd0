package com.helpdeskly.views.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What saved views may take.
 *
 * <ul>
 *   <li>{@code helpdeskly.views.per-owner} (100, 1..1000): views that one person has; a further one gets 409.
 *   <li>{@code helpdeskly.views.count-to} (1000, 10..10000): tickets that are counted for a view; beyond it the count is not
 *       exact.
 * </ul>
 */
@ApplicationScoped
public class ViewSettings {
    private int perOwner;
    private int countTo;

    protected ViewSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public ViewSettings(
            @ConfigProperty(name = "helpdeskly.views.per-owner", defaultValue = "100") int perOwner,
            @ConfigProperty(name = "helpdeskly.views.count-to", defaultValue = "1000") int countTo) {
        this.perOwner = Settings.within("helpdeskly.views.per-owner", perOwner, 1, 1_000);
        this.countTo = Settings.within("helpdeskly.views.count-to", countTo, 10, 10_000);
    }

    public int perOwner() {
        return perOwner;
    }

    public int countTo() {
        return countTo;
    }
}
