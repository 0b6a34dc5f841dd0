package com.helpdeskly.tickets.control;

import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Looks up the people and teams that a client names, in the tenant's own database. */
final class Named {
    private Named() {}

    static Optional<User> author(EntityManager em, Optional<UUID> id, List<Violation> violations) {
        return found(em, User.class, id, user -> true, "authorId", "must be a user of this tenant", violations);
    }

    static Optional<User> assignee(EntityManager em, Optional<UUID> id, String path, List<Violation> violations) {
        String rule = "must be an active agent or admin";
        return found(em, User.class, id, User::canWorkOnTickets, path + "assignedToId", rule, violations);
    }

    static Optional<Team> team(EntityManager em, Optional<UUID> id, String path, List<Violation> violations) {
        return found(em, Team.class, id, team -> !team.isDeleted(), path + "teamId", "must be a team", violations);
    }

    private static <T> Optional<T> found(
            EntityManager em,
            Class<T> type,
            Optional<UUID> id,
            Predicate<T> suitable,
            String field,
            String rule,
            List<Violation> violations) {
        Optional<T> known = id.map(named -> em.find(type, named)).filter(suitable);
        if (id.isPresent() && known.isEmpty()) {
            violations.add(new Violation(field, rule));
        }
        return known;
    }
}
