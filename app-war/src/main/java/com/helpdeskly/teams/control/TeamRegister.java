package com.helpdeskly.teams.control;

import com.helpdeskly.persistence.control.UniqueViolation;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.teams.entity.TeamMember;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The teams of the tenant and who is in them. */
@Dependent
public class TeamRegister {
    private static final String NAME_CONSTRAINT = "teams_name_unique";

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;

    @Inject
    public TeamRegister(EntityManager entityManager, UnitOfWork unitOfWork) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
    }

    /**
     * A page of the teams, in the order in which they were made, in two statements.
     *
     * @param after the id of the last team of the page before; empty for the first
     * @param limit most teams, at least 1
     */
    public List<TeamView> page(Optional<UUID> after, int limit) {
        String condition = after.isPresent() ? " and t.id > :after" : "";
        var query = entityManager.createQuery(
                "select t from Team t where t.deletedAt is null" + condition + " order by t.id", Team.class);
        after.ifPresent(id -> query.setParameter("after", id));
        List<Team> teams = query.setMaxResults(limit).getResultList();
        Map<UUID, List<UUID>> members =
                membersOf(entityManager, teams.stream().map(Team::id).toList());
        return teams.stream()
                .map(team -> TeamView.of(team, members.getOrDefault(team.id(), List.of())))
                .toList();
    }

    /** One team; 404 for an unknown or deleted one. */
    public TeamView one(UUID id) {
        return view(entityManager, known(entityManager, id));
    }

    /**
     * Makes a team.
     *
     * @param adminId who does it
     * @throws ProblemException 403 when that is no active admin any more, 400 for somebody who cannot be in a team, 409
     *     {@code team-name-taken}
     */
    public TeamView create(UUID adminId, String name, Collection<UUID> memberIds) {
        return written(em -> {
            requireAdmin(em, adminId);
            Set<UUID> members = new LinkedHashSet<>(memberIds);
            requireStaff(em, members);
            Team team = new Team(name);
            em.persist(team);
            members.forEach(user -> em.persist(new TeamMember(team, user)));
            em.flush();
            return TeamView.of(team, List.copyOf(members));
        });
    }

    /**
     * Changes a team.
     *
     * @param name empty for the same
     * @param memberIds empty for the same; who is in the team already may stay
     * @param precondition gets the team's version and throws to refuse
     * @throws ProblemException as {@link #create}; 404; 409 when somebody else changed it at the same time
     */
    public TeamView change(
            UUID adminId, UUID id, Optional<String> name, Optional<List<UUID>> memberIds, LongConsumer precondition) {
        return written(em -> {
            requireAdmin(em, adminId);
            Team team = known(em, id);
            precondition.accept(team.version());
            List<UUID> before = membersOf(em, List.of(id)).getOrDefault(id, List.of());
            Set<UUID> after = new LinkedHashSet<>(memberIds.orElse(before));
            Set<UUID> come = without(after, before);
            Set<UUID> gone = without(before, after);
            requireStaff(em, come);
            name.ifPresent(team::rename);
            if (!come.isEmpty() || !gone.isEmpty()) {
                team.membersChanged();
            }
            // The team goes first: of two who change it at once, the second is told so by its version.
            em.flush();
            if (!gone.isEmpty()) {
                em.createQuery("delete from TeamMember m where m.teamId = :team and m.userId in :gone")
                        .setParameter("team", id)
                        .setParameter("gone", gone)
                        .executeUpdate();
            }
            come.forEach(user -> em.persist(new TeamMember(team, user)));
            List<UUID> members = new ArrayList<>(before);
            members.removeAll(gone);
            members.addAll(come);
            return TeamView.of(team, members);
        });
    }

    /** Deletes a team; tickets that have it still name it. The same rules as for a change. */
    public void delete(UUID adminId, UUID id, LongConsumer precondition) {
        unitOfWork.write(em -> {
            requireAdmin(em, adminId);
            Team team = known(em, id);
            precondition.accept(team.version());
            team.delete();
            em.flush();
            return em.createQuery("delete from TeamMember m where m.teamId = :team")
                    .setParameter("team", id)
                    .executeUpdate();
        });
    }

    private TeamView written(Function<EntityManager, TeamView> work) {
        try {
            return unitOfWork.write(work);
        } catch (UniqueViolation e) {
            throw e.isOf(NAME_CONSTRAINT)
                    ? new ProblemException(409, "team-name-taken", "Another team has this name.", e)
                    : e;
        }
    }

    private static TeamView view(EntityManager em, Team team) {
        return TeamView.of(team, membersOf(em, List.of(team.id())).getOrDefault(team.id(), List.of()));
    }

    private static Map<UUID, List<UUID>> membersOf(EntityManager em, List<UUID> teamIds) {
        if (teamIds.isEmpty()) {
            return Map.of();
        }
        return em.createQuery("select m from TeamMember m where m.teamId in :teams order by m.id", TeamMember.class)
                .setParameter("teams", teamIds)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        TeamMember::teamId, Collectors.mapping(TeamMember::userId, Collectors.toList())));
    }

    private static Set<UUID> without(Collection<UUID> some, Collection<UUID> others) {
        Set<UUID> rest = new LinkedHashSet<>(some);
        others.forEach(rest::remove);
        return rest;
    }

    private static void requireStaff(EntityManager em, Set<UUID> ids) {
        boolean all = ids.isEmpty()
                || em.createQuery("select u from User u where u.id in :ids", User.class)
                                .setParameter("ids", ids)
                                .getResultStream()
                                .filter(User::canWorkOnTickets)
                                .count()
                        == ids.size();
        if (!all) {
            throw ProblemException.invalid("memberIds", "must be active agents or admins");
        }
    }

    /** A token may be older than what was decided about its owner since. */
    private static void requireAdmin(EntityManager em, UUID id) {
        if (Optional.ofNullable(em.find(User.class, id))
                .filter(User::isActiveAdmin)
                .isEmpty()) {
            throw new ProblemException(403, "forbidden", "Only active admins manage teams.");
        }
    }

    private static Team known(EntityManager em, UUID id) {
        return Optional.ofNullable(em.find(Team.class, id))
                .filter(team -> !team.isDeleted())
                .orElseThrow(() -> new ProblemException(404, "team-not-found", "There is no such team."));
    }
}
