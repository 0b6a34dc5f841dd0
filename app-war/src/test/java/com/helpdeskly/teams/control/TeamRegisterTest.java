package com.helpdeskly.teams.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TeamRegisterTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private TeamRegister teams;
    private User admin;
    private User agent;

    @BeforeEach
    void people() {
        EntityManager em = database.entityManager();
        teams = new TeamRegister(em, new UnitOfWork(em));
        admin = database.user("ada", Role.ADMIN);
        agent = database.user("ann", Role.AGENT);
    }

    @Test
    void aTeamIsShownAsItReadsBack() {
        TeamView made = create("Billing", admin.id(), agent.id());
        assertThat(made).isEqualTo(teams.one(made.id()));
        assertThat(made.memberIds()).containsExactly(admin.id(), agent.id());
        TeamView changed = change(made, Optional.of("Money"), Optional.of(List.of(agent.id())));
        assertThat(changed).isEqualTo(teams.one(made.id()));
        assertThat(changed.version()).isEqualTo(made.version() + 1);
        assertThat(teams.page(Optional.empty(), 9)).containsExactly(changed);
    }

    @Test
    void onlyActiveStaffJoinsAndWhoIsInMayStay() {
        User customer = database.user("cleo", Role.CUSTOMER);
        assertRefused(400, () -> create("A", customer.id()));
        assertRefused(400, () -> create("A", UUID.randomUUID()));
        TeamView team = create("A", agent.id());
        database.unitOfWork().write(em -> {
            em.find(User.class, agent.id()).deactivate();
            return agent;
        });
        assertThat(change(team, Optional.empty(), Optional.of(List.of(agent.id(), admin.id())))
                        .memberIds())
                .containsExactly(agent.id(), admin.id());
        assertRefused(400, () -> create("B", agent.id()));
    }

    @Test
    void aNameIsOneTeamsAloneUntilThatIsDeleted() {
        TeamView team = create("Billing");
        TeamView other = create("Other");
        assertRefused(409, () -> create("BILLING"));
        assertRefused(409, () -> change(other, Optional.of("billing"), Optional.empty()));
        teams.delete(admin.id(), team.id(), version -> {});
        assertRefused(404, () -> teams.one(team.id()));
        assertRefused(404, () -> change(team, Optional.of("x"), Optional.empty()));
        create("billing");
    }

    @Test
    void aPageTakesTwoStatements() {
        create("A", agent.id());
        create("B", agent.id(), admin.id());
        assertThat(database.statementsOf(() -> teams.page(Optional.empty(), 20)))
                .isEqualTo(2);
    }

    private TeamView create(String name, UUID... members) {
        return teams.create(admin.id(), name, List.of(members));
    }

    private TeamView change(TeamView team, Optional<String> name, Optional<List<UUID>> members) {
        return teams.change(admin.id(), team.id(), name, members, version -> {});
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}
