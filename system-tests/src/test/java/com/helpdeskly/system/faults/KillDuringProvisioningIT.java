package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The server is killed in the middle of provisionings, at each step. A trigger in the control database holds the worker
 * at the moment in which it records the beginning of a step: the step before has had its effect and is not recorded, the
 * step itself has not begun. The end of the last step is held at the moment in which the tenant is to become active.
 */
class KillDuringProvisioningIT {
    private static final List<String> STEPS = List.of("role", "database", "identity", "owner", "check");
    private static final Duration RECOVERY = Duration.ofSeconds(60);

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
            Client again = helpdeskly.operator();
            for (String slug : slugs.values()) {
                Awaitility.await(slug)
                        .atMost(RECOVERY)
                        .untilAsserted(() -> assertThat(again.get("/tenants/" + slug)
                                        .is(200)
                                        .json()
                                        .getString("status"))
                                .isEqualTo("ACTIVE"));
                helpdeskly.owner(slug).get("/me").is(200);
                JsonObject job =
                        again.get("/jobs?tenant=" + slug).is(200).items().get(0);
                assertThat(job.getString("status")).isEqualTo("SUCCEEDED");
                assertThat(job.getInt("attempts")).isEqualTo(2);
            }
            nothingIsLeftOver(stack);
        }
    }

    @Test
    void serverThatIsKilledInABurstFinishesEveryTenantAfterItsRestart() throws Exception {
        try (Stack stack = RunningServer.newStack("burst", Map.of())) {
            Helpdeskly helpdeskly = Helpdeskly.of(stack);
            Client operator = helpdeskly.operator();
            List<String> slugs = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                slugs.add(newSlug("burst"));
                helpdeskly.requestTenant(operator, slugs.get(i)).is(202);
            }
            Awaitility.await("some are done and some are not")
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !operator.get("/tenants?status=ACTIVE")
                            .is(200)
                            .items()
                            .isEmpty());
            stack.server().killHard();

            stack.server().start();
            stack.server().awaitReady(Duration.ofMinutes(3));
            Client again = helpdeskly.operator();
            for (String slug : slugs) {
                Awaitility.await(slug)
                        .atMost(RECOVERY)
                        .untilAsserted(() -> assertThat(again.get("/tenants/" + slug)
                                        .is(200)
                                        .json()
                                        .getString("status"))
                                .isEqualTo("ACTIVE"));
                helpdeskly.owner(slug).get("/me").is(200);
            }
            nothingIsLeftOver(stack);
        }
    }

    /** Each tenant has its database and its role, and there is nothing besides them. */
    private static void nothingIsLeftOver(Stack stack) throws SQLException {
        List<String> expected = column(stack, "helpdeskly_control", "select database_name from tenants order by 1");
        assertThat(column(stack, "postgres", "select datname from pg_database where datname like 'tenant%' order by 1"))
                .isEqualTo(expected);
        assertThat(column(stack, "postgres", "select rolname from pg_roles where rolname like 'tenant%' order by 1"))
                .isEqualTo(expected);
        assertThat(column(stack, "helpdeskly_control", "select id::text from jobs where status <> 'SUCCEEDED'"))
                .isEmpty();
        assertThat(column(
                        stack, "postgres", "select datname from pg_database where datname like 'helpdeskly_template%'"))
                .hasSize(1);
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
        return column(stack, "postgres", "select pid::text from pg_locks where locktype = 'advisory' and not granted")
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

    private static List<String> column(Stack stack, String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = stack.postgres().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
