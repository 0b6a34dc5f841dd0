package com.helpdeskly.tickets.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What tickets and teams may hold.
 *
 * <ul>
 *   <li>{@code helpdeskly.tickets.max-tags} (20, 1..100): tags of one ticket; more are refused. A merge may leave more.
 *   <li>{@code helpdeskly.tickets.tag-length} (50, 1..100): characters of a tag; a longer one is refused.
 *   <li>{@code helpdeskly.tickets.max-team-members} (100, 1..1000): people in a team; more are refused.
 *   <li>{@code helpdeskly.tickets.bin-days} (30, 1..3650): deleted tickets can be restored for so many days; then they are
 *       removed for good, some at a time, whenever another one is deleted.
 * </ul>
 */
@ApplicationScoped
public class TicketSettings {
    private int maxTags;
    private int tagLength;
    private int maxTeamMembers;
    private int binDays;

    protected TicketSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public TicketSettings(
            @ConfigProperty(name = "helpdeskly.tickets.max-tags", defaultValue = "20") int maxTags,
            @ConfigProperty(name = "helpdeskly.tickets.tag-length", defaultValue = "50") int tagLength,
            @ConfigProperty(name = "helpdeskly.tickets.max-team-members", defaultValue = "100") int maxTeamMembers,
            @ConfigProperty(name = "helpdeskly.tickets.bin-days", defaultValue = "30") int binDays) {
        this.maxTags = Settings.within("helpdeskly.tickets.max-tags", maxTags, 1, 100);
        this.tagLength = Settings.within("helpdeskly.tickets.tag-length", tagLength, 1, 100);
        this.maxTeamMembers = Settings.within("helpdeskly.tickets.max-team-members", maxTeamMembers, 1, 1_000);
        this.binDays = Settings.within("helpdeskly.tickets.bin-days", binDays, 1, 3_650);
    }

    public int maxTags() {
        return maxTags;
    }

    public int tagLength() {
        return tagLength;
    }

    /** What a tag must be, as a client reads it. */
    public String tagRule() {
        return "of 1 to " + tagLength + " characters without commas and control characters";
    }

    public int maxTeamMembers() {
        return maxTeamMembers;
    }

    public int binDays() {
        return binDays;
    }
}
