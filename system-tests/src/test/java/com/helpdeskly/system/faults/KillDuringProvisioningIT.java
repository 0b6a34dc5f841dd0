package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The server is killed in the middle of provisionings, at each step. A trigger in the control database holds the worker
 * at the moment in which it records the beginning of a step: the step before has had its effect and is not recorded, the
 * step itself has not begun. The end of the last step is held at the moment in which the tenant is to become active.
 */
class KillDuringProvisioningIT {
    private static final List<String> STEPS = List.of("role", "database", "identity", "owner", "check");
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @Test
    void serverThatIsKilledAtAnyStepFinishesEveryTenantAfterItsRestart() throws Exception {
        try (Stack stack = RunningServer.newStack("kill", Map.of("HELPDESKLY_JOBS_WORKERS", "8"))) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Client operator = helpdeskly.operator();
            helpdeskly.requestTenant(operator, "first").is(202);
            awaitStatus(operator, "first", "ACTIVE");
            Map<String, String> slugs = new LinkedHashMap<>();
            try (Connection holder = stack.postgres().connect("helpdeskly_control")) {
                install(holder);
                for (String step : STEPS) {
                    slugs.put(step, newSlug("at-" + step));
                    hold(holder, slugs.get(step), step);
                }
                slugs.put("end", newSlug("at-end"));
                hold(holder, slugs.get("end"), "ACTIVE");
                slugs.values()
                        .forEach(
                                slug -> helpdeskly.requestTenant(operator, slug).is(202));
                Awaitility.await("all are held").atMost(RECOVERY).until(() -> waiting(stack) == slugs.size());

                stack.server().killHard();
                release(holder);
            }

            stack.server().start();
            stack.server().awaitReady(Duration.ofMinutes(3));
            allAreMade(helpdeskly, slugs.values());
            Client again = helpdeskly.operator();
            for (String slug : slugs.values()) {
                JsonObject job =
                        again.get("/jobs?tenant=" + slug).is(200).items().get(0);
                assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
                assertThat(job.getInt("attempts")).isEqualTo(2);
            }
            nothingIsLeftOver(stack);
            Awaitility.await("the stock is full again")
                    .atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(stock(stack)).hasSize(3).allMatch(copy -> copy.contains("_stock_")));
        }
    }

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

    private static List<String> stock(Stack stack) throws SQLException {
        return new Superuser(stack)
                .column("postgres", "select datname from pg_database where datname ~ 'helpdeskly_(stock|filling)'");
    }

    private static void install(Connection connection) throws SQLException {
        execute(connection, "create table held (slug text, moment text)");
        execute(connection, "grant select on held to public");
        execute(
                connection,
                "create function hold_step() returns trigger language plpgsql as $$ begin"
                        + " if new.status = 'RUNNING' and exists (select from held h join tenants t on t.slug = h.slug"
                        + " join jobs j on j.tenant_id = t.id where j.id = new.job_id and h.moment = new.name)"
                        + " then perform pg_advisory_xact_lock_shared(4711); end if; return new; end $$");
        execute(connection, "create trigger hold before update on job_steps for each row execute function hold_step()");
        execute(
                connection,
                "create function hold_tenant() returns trigger language plpgsql as $$ begin"
                        + " if exists (select from held h where h.slug = new.slug and h.moment = new.status)"
                        + " then perform pg_advisory_xact_lock_shared(4711); end if; return new; end $$");
        execute(connection, "create trigger hold before update on tenants for each row execute function hold_tenant()");
        execute(connection, "select pg_advisory_lock(4711)");
    }

    private static void hold(Connection connection, String slug, String moment) throws SQLException {
        execute(connection, "insert into held values ('" + slug + "', '" + moment + "')");
    }

    private static int waiting(Stack stack) throws SQLException {
        return new Superuser(stack)
                .column("postgres", "select pid::text from pg_locks where locktype = 'advisory' and not granted")
                .size();
    }

    /** Ends the sessions of the dead server before the lock is given up, so that nothing goes on without it. */
    private static void release(Connection connection) throws SQLException {
        execute(
                connection,
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'helpdeskly-control'");
        execute(connection, "drop trigger hold on job_steps");
        execute(connection, "drop trigger hold on tenants");
        execute(connection, "select pg_advisory_unlock(4711)");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
