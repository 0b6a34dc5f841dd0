package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Superuser.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The audit tells when somebody who may do everything to its database has touched it. */
@ExtendWith(RunningServer.class)
class AuditChainIT {
    private static final String COLUMNS =
            "id, at, actor, action, tenant_id, tenant_slug, before, after, request_id, position, hash";

    private Superuser superuser;
    private Client operator;
    private String path;

    @BeforeEach
    void someChanges(Helpdeskly running, Stack stack) throws SQLException {
        superuser = new Superuser(stack);
        operator = running.operator();
        path = "/tenants/" + running.newTenant("chain");
        for (int i = 0; i < 5; i++) {
            operator.patch(path, json("name", "Name " + i)).is(200);
        }
        superuser.execute(
                CONTROL,
                "drop table if exists saved_entries, saved_head",
                "create table saved_entries as table audit_entries",
                "create table saved_head as table audit_head");
        assertThat(verdict().getBoolean("intact")).isTrue();
    }

    @AfterEach
    void putBack() throws SQLException {
        tamper(
                "delete from audit_entries",
                "insert into audit_entries select * from saved_entries",
                "delete from audit_head",
                "insert into audit_head select * from saved_head",
                "drop table saved_entries, saved_head");
        assertThat(verdict().getBoolean("intact")).isTrue();
    }

    @Test
    void intactAuditSaysHowManyEntriesItHas() throws SQLException {
        JsonObject verdict = verdict();
        assertThat(verdict.getBoolean("intact")).isTrue();
        assertThat(verdict.getInt("entries"))
                .isEqualTo(Integer.parseInt(superuser
                        .column(CONTROL, "select count(*) from audit_entries")
                        .get(0)));
        assertThat(verdict.isNull("firstBroken")).isTrue();
        assertThat(verdict.getString("lastHash")).matches("[0-9a-f]{64}");
    }

    @Test
    void everyFieldThatIsChangedIsFound() throws SQLException {
        String victim = entry(3);
        for (String change : List.of(
                "at = at + interval '1 microsecond'",
                "actor = 'somebody'",
                "action = 'tenant.activate'",
                "tenant_id = null",
                "tenant_slug = tenant_slug || 'x'",
                "before = coalesce(before, '') || ' '",
                "after = null",
                "request_id = 'another'",
                "before = after, after = before",
                "hash = repeat('f', 64)",
                "id = '00000000-0000-7000-8000-000000000000'")) {
            tamper("update audit_entries set " + change + " where id = '" + victim + "'");
            JsonObject verdict = verdict();
            assertThat(verdict.getBoolean("intact")).as(change).isFalse();
            assertThat(verdict.getString("firstBroken"))
                    .as(change)
                    .isEqualTo(change.startsWith("id =") ? "00000000-0000-7000-8000-000000000000" : victim);
            tamper("delete from audit_entries", "insert into audit_entries select * from saved_entries");
        }
    }

    @Test
    void entryThatIsDeletedIsFound() throws SQLException {
        String next = entry(2);
        tamper("delete from audit_entries where id = '" + entry(3) + "'");
        assertBrokenAt(next);
    }

    @Test
    void lastEntriesThatAreDeletedAreMissed() throws SQLException {
        String rest = entry(2);
        tamper("delete from audit_entries where id in ('" + entry(0) + "', '" + entry(1) + "')");
        assertBrokenAt(rest);
    }

    @Test
    void emptiedAuditIsFound() throws SQLException {
        tamper("delete from audit_entries");
        assertThat(verdict().getBoolean("intact")).isFalse();
        tamper("insert into audit_entries select * from saved_entries", "delete from audit_head");
        assertThat(verdict().getBoolean("intact")).isFalse();
    }

    @Test
    void entryThatIsInsertedIsFound() throws SQLException {
        String forged = "00000000-0000-7000-8000-000000000001";
        String row =
                " select '" + forged + "', at, 'forger', action, tenant_id, tenant_slug, before, after, request_id, ";
        tamper("insert into audit_entries (" + COLUMNS + ")" + row
                + "(select position + 1 from audit_head), hash from audit_entries where id = '" + entry(0) + "'");
        assertBrokenAt(forged);
        tamper(
                "delete from audit_entries where id = '" + forged + "'",
                "update audit_entries set position = position + 1000000 where position >= "
                        + "(select position from audit_entries where id = '" + entry(2) + "')",
                "insert into audit_entries (" + COLUMNS + ")" + row
                        + "position - 1000000, hash from audit_entries where id = '" + entry(2) + "'",
                "update audit_entries set position = position - 999999 where position > 1000000");
        assertBrokenAt(forged);
    }

    @Test
    void entryPastTheServiceIsRefusedByTheTable() {
        assertThatThrownBy(() -> superuser.execute(
                        CONTROL,
                        "insert into audit_entries (id, at, actor, action)"
                                + " values (gen_random_uuid(), now(), 'forger', 'tenant.create')"))
                .hasMessageContaining("position");
    }

    @Test
    void changesAtOnceMakeOneChain() {
        List<Answer> answers = AtOnce.of(
                16,
                i -> i % 2 == 0
                        ? operator.patch(path, json("name", "At once " + i))
                        : operator.send(
                                "POST",
                                "/auth/token",
                                json("email", newSlug("nobody") + "@x.example", "password", "x")
                                        .toString()));
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 401, 429);
        JsonObject verdict = verdict();
        assertThat(verdict.getBoolean("intact")).as(verdict.toString()).isTrue();
    }

    /** @param age 0 for the newest */
    private String entry(int age) throws SQLException {
        return new ArrayList<>(
                        superuser.column(CONTROL, "select id::text from audit_entries order by position desc limit 6"))
                .get(age);
    }

    private void assertBrokenAt(String id) {
        JsonObject verdict = verdict();
        assertThat(verdict.getBoolean("intact")).isFalse();
        assertThat(verdict.getString("firstBroken")).isEqualTo(id);
        assertThat(verdict.getString("reason")).isNotBlank();
    }

    private JsonObject verdict() {
        return operator.get("/audit/verify").is(200).json();
    }

    /** As a superuser can: behind the triggers. */
    private void tamper(String... statements) throws SQLException {
        List<String> all = new ArrayList<>(List.of("set session_replication_role = replica"));
        all.addAll(List.of(statements));
        superuser.execute(CONTROL, all.toArray(String[]::new));
    }
}
