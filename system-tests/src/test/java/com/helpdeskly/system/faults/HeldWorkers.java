package com.helpdeskly.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Superuser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Holds workers of jobs at chosen moments, so that their server can be killed there. Triggers in the control database
 * wait for a lock when a worker records such a moment: what comes before it has had its effect, and the moment itself is
 * not recorded. A job is named by its tenant's slug, or by its kind when it is one of the service as a whole.
 */
final class HeldWorkers implements AutoCloseable {
    /**
     * The moment in which a job ends well, with all that its handler does in the same transaction. The end of a removal and
     * of a rotation of the master key is in the audit then: until it is over nobody else can write there.
     */
    static final String END = "end";

    /** The moment in which a run over the fleet records that the tenant's database is migrated. */
    static final String MIGRATED = "migrated";

    /** The moment in which a run over the fleet, named {@value #RUN}, ends. */
    static final String RUN_ENDS = "run-ends";

    /** What stands for a run over the fleet. */
    static final String RUN = "RUN";

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String[] TRIGGERS = {
        "create table held (subject text, moment text)",
        "grant select on held to public",
        "create function hold(at_subject text, at_moment text) returns void language plpgsql as $$ begin"
                + " if exists (select from held where subject = at_subject and moment = at_moment)"
                + " then perform pg_advisory_xact_lock_shared(4711); end if; end $$",
        "create function subject_of(job uuid) returns text language sql as $$"
                + " select coalesce((select slug from tenants t where t.id = j.tenant_id),"
                + " (select slug from removed_tenants r where r.id = j.tenant_id), j.kind) from jobs j where j.id = job $$",
        "create function hold_step() returns trigger language plpgsql as $$ begin"
                + " if new.status = 'RUNNING' then perform hold(subject_of(new.job_id), new.name); end if;"
                + " return new; end $$",
        "create function hold_job() returns trigger language plpgsql as $$ begin"
                + " if new.status = 'SUCCEEDED' then perform hold(subject_of(new.id), 'end'); end if;"
                + " return new; end $$",
        "create function hold_migrated() returns trigger language plpgsql as $$ begin"
                + " if new.status = 'SUCCEEDED' then perform hold(new.slug, 'migrated'); end if; return new; end $$",
        "create function hold_run() returns trigger language plpgsql as $$ begin"
                + " if new.status = 'SUCCEEDED' then perform hold('RUN', 'run-ends'); end if; return new; end $$",
        "create function hold_made() returns trigger language plpgsql as $$ begin"
                + " if new.status = 'ACTIVE' and old.status = 'PROVISIONING' or new.next_sealed_password is null"
                + " and old.next_sealed_password is not null then perform hold(new.slug, 'end'); end if;"
                + " return new; end $$",
        "create trigger hold before update on tenants for each row execute function hold_made()",
        "create trigger hold before update on job_steps for each row execute function hold_step()",
        "create trigger hold before update on jobs for each row execute function hold_job()",
        "create trigger hold before update on migration_tenants for each row execute function hold_migrated()",
        "create trigger hold before update on migrations for each row execute function hold_run()",
        "select pg_advisory_lock(4711)"
    };

    private final Stack stack;
    private final Connection lock;

    private HeldWorkers(Stack stack, Connection lock) {
        this.stack = stack;
        this.lock = lock;
    }

    /** Prepares a control database. */
    static HeldWorkers in(Stack stack) throws SQLException {
        HeldWorkers workers = new HeldWorkers(stack, stack.postgres().connect(Superuser.CONTROL));
        for (String statement : TRIGGERS) {
            workers.execute(statement);
        }
        return workers;
    }

    /**
     * Has the worker of a job wait from now on when it comes to a moment.
     *
     * @param moment {@link #END}, {@link #MIGRATED}, {@link #RUN_ENDS}, or the name of the step that begins
     */
    void hold(String subject, String moment) throws SQLException {
        execute("insert into held values ('%s', '%s')".formatted(subject, moment));
    }

    /** Waits until so many are held. */
    void awaitHeld(int workers) {
        Awaitility.await(workers + " are held")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(new Superuser(stack)
                                .column(
                                        "postgres",
                                        "select pid::text from pg_locks where locktype = 'advisory' and objid = 4711"
                                                + " and not granted"))
                        .hasSize(workers));
    }

    /**
     * Kills the server while its workers are held, and holds nobody any more. Its sessions in the control database are
     * ended first, so that nothing is recorded without it.
     */
    void killServer() throws SQLException {
        stack.server().killHard();
        execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where application_name = 'helpdeskly-control'");
        execute("delete from held");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = lock.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Lets everybody go on who is held still. */
    @Override
    public void close() throws SQLException {
        lock.close();
    }
}
