package com.helpdeskly.teams.control;

import com.helpdeskly.teams.entity.Team;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A team as shown to clients.
 *
 * @param memberIds in the order in which they joined; somebody who was deactivated since is still one
 */
public record TeamView(
        UUID id,
        @Schema(example = "Billing") String name,
        List<UUID> memberIds,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    // Yasson looks each object that it writes up in a set of those around it, by the hash of all that is in it.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    static TeamView of(Team team, List<UUID> memberIds) {
        return new TeamView(team.id(), team.name(), memberIds, team.version(), team.createdAt(), team.updatedAt());
    }
}
