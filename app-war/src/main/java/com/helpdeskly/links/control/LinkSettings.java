package com.helpdeskly.links.control;

import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.links.entity.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long the links are good by which a tenant's people set a password; then they are answered with 410.
 *
 * <ul>
 *   <li>{@code helpdeskly.links.invitation-hours} (168, 1..2160): those of invitations.
 *   <li>{@code helpdeskly.links.reset-minutes} (60, 5..1440): those for who has lost a password.
 * </ul>
 */
@ApplicationScoped
public class LinkSettings {
    private int invitationHours;
    private int resetMinutes;

    protected LinkSettings() {}

    @Inject
    public LinkSettings(
            @ConfigProperty(name = "helpdeskly.links.invitation-hours", defaultValue = "168") int invitationHours,
            @ConfigProperty(name = "helpdeskly.links.reset-minutes", defaultValue = "60") int resetMinutes) {
        this.invitationHours = Settings.within("helpdeskly.links.invitation-hours", invitationHours, 1, 2160);
        this.resetMinutes = Settings.within("helpdeskly.links.reset-minutes", resetMinutes, 5, 1440);
    }

    Duration lifetime(Purpose purpose) {
        return switch (purpose) {
            case INVITATION -> Duration.ofHours(invitationHours);
            case PASSWORD_RESET -> Duration.ofMinutes(resetMinutes);
        };
    }
}
