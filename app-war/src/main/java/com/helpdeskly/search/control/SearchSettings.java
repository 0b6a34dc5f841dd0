package com.helpdeskly.search.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a search may cost.
 *
 * <ul>
 *   <li>{@code helpdeskly.search.max-hits} (500, 100..10000): tickets that are ranked, the newest of those that were found; older
 *       ones are found with a filter, another word or an order by time.
 * </ul>
 */
@ApplicationScoped
public class SearchSettings {
    private int maxHits;

    protected SearchSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public SearchSettings(@ConfigProperty(name = "helpdeskly.search.max-hits", defaultValue = "500") int maxHits) {
        this.maxHits = Settings.within("helpdeskly.search.max-hits", maxHits, 100, 10_000);
    }

    public int maxHits() {
        return maxHits;
    }
}
