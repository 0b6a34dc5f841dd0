package com.helpdeskly.tickets.control;

import com.helpdeskly.teams.entity.Team;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The team of a ticket. */
public record TeamLink(UUID id, @Schema(example = "Billing") String name) {
    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    static TeamLink of(Team team) {
        return new TeamLink(team.id(), team.name());
    }
}
