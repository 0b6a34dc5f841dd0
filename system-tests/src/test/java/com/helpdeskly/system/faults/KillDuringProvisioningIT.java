package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of many provisionings, at random and while it waits for PostgreSQL. */
class KillDuringProvisioningIT {
    private static final List<String> STEPS = List.of("role", "database", "identity", "owner", "check");
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @Test
    void serverThatIsKilledAtRandomInABurstFinishesEveryTenantAfterItsRestart() throws Exception {
        Random random = new Random(20261124);
        try (Stack stack = RunningServer.newStack("burst", Map.of("HELPDESKLY_STOCK_SIZE", "0"))) {
            Superuser superuser = new Superuser(stack);
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            List<String> slugs = new ArrayList<>();
            for (int kill = 0; kill < 2; kill++) {
                slugs.addAll(request(helpdeskly, "burst", 8));
                int todo = slugs.size() * STEPS.size() - stepsDone(superuser);
                int until = stepsDone(superuser) + 1 + random.nextInt(todo - STEPS.size());
                Awaitility.await(until + " steps are done")
                        .atMost(RECOVERY)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> stepsDone(superuser) >= until);
                restartAfterKill(stack);
            }
            slugs.addAll(killedWhileDatabasesAreMade(superuser, helpdeskly));
            allAreMade(helpdeskly, slugs);
            nothingIsLeftOver(stack);
        }
    }

    /** The statements of the dead server are finished by PostgreSQL while the next one tries the same again. */
    private static List<String> killedWhileDatabasesAreMade(Superuser superuser, Helpdeskly helpdeskly)
            throws Exception {
        Stack stack = superuser.stack();
        try (Connection holder = stack.postgres().connect("postgres")) {
            holder.setAutoCommit(false);
            execute(holder, "lock table pg_database in share mode");
            List<String> slugs = request(helpdeskly, "copying", 3);
            Awaitility.await("databases are being made")
                    .atMost(RECOVERY)
                    .until(() -> !superuser
                            .column(
                                    "postgres",
                                    "select 1 from pg_stat_activity where query like 'create database%'"
                                            + " and wait_event_type = 'Lock'")
                            .isEmpty());
            restartAfterKill(stack);
            holder.commit();
            return slugs;
        }
    }

    private static List<String> request(Helpdeskly helpdeskly, String prefix, int tenants) {
        Client operator = helpdeskly.operator();
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            slugs.add(newSlug(prefix));
            helpdeskly.requestTenant(operator, slugs.get(i)).is(202);
        }
        return slugs;
    }

    private static int stepsDone(Superuser superuser) throws SQLException {
        return superuser
                .column(Superuser.CONTROL, "select 1 from job_steps where status = 'SUCCEEDED'")
                .size();
    }

    private static void restartAfterKill(Stack stack) {
        stack.server().killHard();
        stack.server().start();
        stack.server().awaitReady(Duration.ofMinutes(3));
    }

    /** They become active, and their owners can sign in. */
    private static void allAreMade(Helpdeskly helpdeskly, Collection<String> slugs) {
        Client operator = helpdeskly.operator();
        Awaitility.await("all are active").atMost(RECOVERY).untilAsserted(() -> {
            for (String slug : slugs) {
                assertThat(operator.get("/tenants/" + slug).is(200).json().getString("status"))
                        .as(slug)
                        .isEqualTo("ACTIVE");
            }
        });
        for (String slug : slugs) {
            helpdeskly.owner(slug).get("/me").is(200);
        }
    }

    /** Each tenant has its database and its role, and there is nothing besides them. */
    private static void nothingIsLeftOver(Stack stack) throws SQLException {
        List<String> expected =
                new Superuser(stack).column("helpdeskly_control", "select database_name from tenants order by 1");
        assertThat(new Superuser(stack)
                        .column("postgres", "select datname from pg_database where datname like 'tenant%' order by 1"))
                .isEqualTo(expected);
        assertThat(new Superuser(stack)
                        .column("postgres", "select rolname from pg_roles where rolname like 'tenant%' order by 1"))
                .isEqualTo(expected);
        assertThat(new Superuser(stack)
                        .column("helpdeskly_control", "select id::text from jobs where status <> 'SUCCEEDED'"))
                .isEmpty();
        assertThat(new Superuser(stack)
                        .column(
                                "postgres",
                                "select datname from pg_database where datname like 'helpdeskly_template%'"))
                .hasSize(1);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
