package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The record of who did what. */
@ExtendWith(RunningServer.class)
class AuditIT {
    private Helpdeskly helpdeskly;
    private Client operator;

    @BeforeEach
    void signIn(Helpdeskly running) {
        helpdeskly = running;
        operator = running.operator();
    }

    @Test
    void everyChangeIsInTheAuditWithItsActorAndRequest() {
        String slug = helpdeskly.newTenant("audit");
        operator.with("X-Request-Id", "audit-" + slug)
                .post("/tenants/" + slug + "/suspend", json("reason", "unpaid"))
                .is(200);

        List<JsonObject> entries = operator.get("/audit?tenant=" + slug).is(200).items();
        assertThat(entries)
                .extracting(entry -> entry.getString("action") + " by " + entry.getString("actor"))
                .containsExactly(
                        "tenant.suspend by admin@helpdeskly.local",
                        "tenant.provisioned by system",
                        "tenant.create by admin@helpdeskly.local");
        assertThat(entries.get(0).getString("requestId")).isEqualTo("audit-" + slug);
        assertThat(entries.get(0).getString("after")).contains("SUSPENDED").contains("unpaid");
        assertThat(operator.get("/audit?tenant=" + slug + "&action=tenant.create")
                        .is(200)
                        .items())
                .hasSize(1);
        assertThat(operator.get("/audit?tenant=" + slug + "&to=2020-01-01T00:00:00Z")
                        .is(200)
                        .items())
                .isEmpty();
        operator.get("/audit?from=yesterday").isProblem(400, "invalid-request");
    }

    @Test
    void auditCannotBeChanged(Stack stack) throws SQLException {
        try (Connection control = stack.postgres().connect("helpdeskly_control");
                Statement statement = control.createStatement()) {
            for (String change : List.of(
                    "update audit_entries set actor = 'x'", "delete from audit_entries", "truncate audit_entries")) {
                assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("append only");
            }
        }
    }

    @Test
    void everyKindOfChangeLeavesItsEntryAndNothingThatWasRefusedDoes() {
        String slug = helpdeskly.newTenant("kinds");
        String tenant = "/tenants/" + slug;
        String stale = operator.get(tenant).header("ETag").orElseThrow();
        operator.patch(tenant, json("name", "Second")).is(200);
        operator.post(tenant + "/deactivate").is(200);
        operator.post(tenant + "/deactivate").isProblem(409, "tenant-state");
        operator.with("If-Match", stale).patch(tenant, json("name", "Third")).isProblem(412, "precondition-failed");
        operator.patch(tenant, json("name", "")).isProblem(400, "invalid-request");
        helpdeskly.requestTenant(operator, slug).isProblem(409, "slug-taken");
        helpdeskly.controlApi().patch(tenant, json("name", "Fourth")).isProblem(401, "unauthorized");
        operator.post(tenant + "/activate").is(200);

        List<JsonObject> entries = operator.get("/audit?tenant=" + slug).is(200).items();

        assertThat(entries)
                .extracting(entry -> entry.getString("action"))
                .containsExactly(
                        "tenant.activate", "tenant.deactivate", "tenant.rename", "tenant.provisioned", "tenant.create");
        JsonObject rename = entries.get(2);
        assertThat(rename.getString("before")).contains("Test " + slug);
        assertThat(rename.getString("after")).contains("Second");
        String id = operator.get(tenant).json().getString("id");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.getString("tenantId")).isEqualTo(id);
            assertThat(entry.getString("tenant")).isEqualTo(slug);
            assertThat(entry.toString()).doesNotContain(Helpdeskly.PASSWORD);
        });
    }

    @Test
    void entriesAreFilteredByActorActionAndTime() {
        String slug = helpdeskly.newTenant("filter");
        String list = "/audit?tenant=" + slug;
        List<JsonObject> entries = operator.get(list).is(200).items();
        String created = entries.get(1).getString("at");
        String provisioned = entries.get(0).getString("at");

        assertThat(operator.get(list + "&actor=system").is(200).items("action")).containsExactly("tenant.provisioned");
        assertThat(operator.get(list + "&actor=admin@helpdeskly.local").is(200).items("action"))
                .containsExactly("tenant.create");
        assertThat(operator.get(list + "&actor=nobody").is(200).items()).isEmpty();
        assertThat(operator.get(list + "&action=tenant.create&actor=system")
                        .is(200)
                        .items())
                .isEmpty();
        assertThat(operator.get(list + "&from=" + provisioned).is(200).items("action"))
                .as("from is inclusive")
                .containsExactly("tenant.provisioned");
        assertThat(operator.get(list + "&to=" + provisioned).is(200).items("action"))
                .as("to is exclusive")
                .containsExactly("tenant.create");
        assertThat(operator.get(list + "&from=" + created + "&to=" + provisioned)
                        .is(200)
                        .items("action"))
                .containsExactly("tenant.create");
        assertThat(operator.get("/audit?tenant=" + newSlug("nobody")).is(200).items())
                .isEmpty();
        assertThat(operator.get("/audit?actor=system&action=tenant.provisioned&from=" + provisioned + "&limit=100")
                        .is(200)
                        .items("tenant"))
                .contains(slug);
    }

    @Test
    void tenantIsNamedByItsIdAsWellAsByItsSlug() {
        String slug = helpdeskly.newTenant("byid");
        String id = operator.get("/tenants/" + slug).json().getString("id");

        assertThat(operator.get("/audit?tenant=" + id).is(200).json())
                .isEqualTo(operator.get("/audit?tenant=" + slug).json());
        operator.get("/audit?tenant=00000000-0000-7000-8000-000000000000").isProblem(404, "tenant-not-found");
    }

    @Test
    void entriesAreWalkedThroughOnceNewestFirst() {
        String slug = helpdeskly.newTenant("walk");
        for (String name : List.of("One", "Two", "Three")) {
            operator.patch("/tenants/" + slug, json("name", name)).is(200);
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = operator.get("/audit?limit=2&tenant=" + slug + next).is(200);
            page.items().forEach(entry -> seen.add(entry.getString("after")));
            next = page.json().isNull("next") ? null : "&cursor=" + page.json().getString("next");
        } while (next != null);

        assertThat(seen)
                .containsExactly(
                        "ACTIVE · Three", "ACTIVE · Two", "ACTIVE · One", "ACTIVE", "PROVISIONING · Test " + slug);
    }

    @Test
    void nothingOfTheApiChangesAnEntry() {
        String slug = helpdeskly.newTenant("append");
        String before = operator.get("/audit?tenant=" + slug).is(200).body();
        String id = operator.get("/audit?tenant=" + slug).items("id").get(0);

        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            operator.send(method, "/audit", "{}").isProblem(405, "method-not-allowed");
            operator.send(method, "/audit/" + id, "{}").isProblem(404, "not-found");
        }
        assertThat(operator.get("/audit?tenant=" + slug).is(200).body()).isEqualTo(before);
    }
}
