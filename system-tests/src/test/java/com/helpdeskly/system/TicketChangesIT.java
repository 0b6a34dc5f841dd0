package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.idOf;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a ticket is changed and taken away, by whom, and on which version. */
@ExtendWith(RunningServer.class)
class TicketChangesIT {
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "changes");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    @Test
    void patchChangesWhatItNamesAndLeavesTheRest() {
        JsonObject ticket = agent.post(
                        "/tickets",
                        json(
                                "title",
                                "Before",
                                "description",
                                "x",
                                "assignedToId",
                                company.agent().id()))
                .is(201)
                .json();
        String path = path(ticket);

        JsonObject retitled =
                agent.patch(path, json("title", " After ")).is(200).json();
        assertThat(retitled.getString("title")).isEqualTo("After");
        assertThat(retitled.getString("description")).isEqualTo(ticket.getString("description"));
        assertThat(idOf(retitled, "assignedTo")).isEqualTo(company.agent().id());
        assertThat(retitled.getString("createdAt")).isEqualTo(ticket.getString("createdAt"));
        assertThat(Instant.parse(retitled.getString("updatedAt")))
                .isAfter(Instant.parse(ticket.getString("updatedAt")));

        JsonObject moved = agent.patch(
                        path,
                        json(
                                "status",
                                "WAITING",
                                "priority",
                                "HIGH",
                                "description",
                                "Changed",
                                "assignedToId",
                                company.admin().id()))
                .is(200)
                .json();
        assertThat(moved.getString("status")).isEqualTo("WAITING");
        assertThat(moved.getString("priority")).isEqualTo("HIGH");
        assertThat(moved.getString("description")).isEqualTo("Changed");
        assertThat(idOf(moved, "assignedTo")).isEqualTo(company.admin().id());

        Answer cleared = agent.send("PATCH", path, "{\"assignedToId\":null}").is(200);
        assertThat(cleared.json().get("assignedTo")).isEqualTo(JsonValue.NULL);
        assertThat(cleared.json().getString("status")).isEqualTo("WAITING");
        assertThat(agent.get(path).is(200).json()).isEqualTo(cleared.json());
        Answer same = agent.send("PATCH", path, "{}").is(200);
        assertThat(same.json()).isEqualTo(cleared.json());
        assertThat(same.header("ETag")).isEqualTo(cleared.header("ETag"));
    }

    @Test
    void patchThatBreaksRulesIsToldAllOfThemAndChangesNothing() {
        JsonObject ticket = newTicket(agent, "Stays");
        String path = path(ticket);

        agent.send(
                        "PATCH",
                        path,
                        "{\"title\":null,\"description\":null,\"status\":null,\"priority\":null,\"authorId\":null}")
                .isInvalid("authorId", "description", "priority", "status", "title");
        agent.send(
                        "PATCH",
                        path,
                        "{\"title\":[],\"description\":1,\"status\":\"open\",\"priority\":\"\",\"assignedToId\":5,"
                                + "\"number\":1,\"version\":1}")
                .isInvalid("assignedToId", "description", "number", "priority", "status", "title", "version");
        agent.send("PATCH", path, "{\"title\":\"Good\",\"status\":\"NONE\"}").isInvalid("status");
        agent.send("PATCH", path, "{\"title\":\"Good\",\"assignedToId\":\"" + NO_ID + "\"}")
                .isInvalid("assignedToId");
        assertThat(agent.get(path).is(200).json()).isEqualTo(ticket);
    }

    @Test
    void readerWhoKnowsTheCurrentVersionIsToldSoInsteadOfSentIt() {
        JsonObject ticket = newTicket(agent, "Cached");
        String path = path(ticket);
        String tag = agent.get(path).is(200).header("ETag").orElseThrow();

        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            Answer answer = agent.with("If-None-Match", known).get(path).is(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("ETag")).contains(tag);
        }
        agent.with("If-None-Match", "\"x\"").get(path).is(200);
        agent.patch(path, json("priority", "URGENT")).is(200);
        agent.with("If-None-Match", tag).get(path).is(200);
    }

    @Test
    void changeThatNamesAVersionIsMadeOnThatVersionAlone() {
        String path = path(newTicket(agent, "Versioned"));
        String first = agent.get(path).is(200).header("ETag").orElseThrow();
        Answer changed = agent.with("If-Match", first)
                .patch(path, json("status", "WAITING"))
                .is(200);
        String second = changed.header("ETag").orElseThrow();

        assertThat(second).isNotEqualTo(first);
        for (String stale : List.of(first, "\"x\"", "W/" + second)) {
            agent.with("If-Match", stale).patch(path, json("status", "CLOSED")).isProblem(412, "precondition-failed");
            agent.with("If-Match", stale).delete(path).isProblem(412, "precondition-failed");
        }
        assertThat(agent.get(path).is(200).json()).isEqualTo(changed.json());
        agent.with("If-Match", first + ", " + second)
                .patch(path, json("status", "RESOLVED"))
                .is(200);
        agent.with("If-Match", "*").patch(path, json("status", "CLOSED")).is(200);
        String last = agent.get(path).is(200).header("ETag").orElseThrow();
        agent.with("If-Match", last).delete(path).is(204);
    }

    @Test
    void entityTagChangesWithEverythingThatItsReaderSeesAndWithNothingElse() {
        String path = path(newTicket(customer, "Tagged"));
        String forCustomer = tag(customer, path);
        String forAgent = tag(agent, path);

        agent.send("POST", path + "/comments", "{\"body\":\"Among us\",\"internal\":true}")
                .is(201);
        assertThat(tag(customer, path)).isEqualTo(forCustomer);
        assertThat(tag(agent, path)).isNotEqualTo(forAgent);
        customer.post(path + "/comments", json("body", "For all")).is(201);
        assertThat(tag(customer, path)).isNotEqualTo(forCustomer);
    }

    @Test
    void customerChangesTheTextsOfTheirTicketAndClosesItAndNothingElse() {
        String path = path(newTicket(customer, "My own"));
        customer.patch(path, json("title", "My very own", "description", "Again"))
                .is(200);
        JsonObject before = customer.get(path).is(200).json();

        customer.patch(path, json("priority", "URGENT")).isProblem(403, "forbidden");
        customer.patch(path, json("status", "RESOLVED")).isProblem(403, "forbidden");
        customer.patch(path, json("title", "x", "assignedToId", company.agent().id()))
                .isProblem(403, "forbidden");
        customer.send("PATCH", path, "{\"assignedToId\":null}").isProblem(403, "forbidden");
        customer.delete(path).isProblem(403, "forbidden");
        assertThat(customer.get(path).is(200).json()).isEqualTo(before);
        assertThat(customer.patch(path, json("status", "CLOSED")).is(200).json().getString("status"))
                .isEqualTo("CLOSED");
    }

    @Test
    void deletedTicketIsNowhereUntilItIsRestoredAsItWas() {
        JsonObject ticket = newTicket(customer, "Gone for a while");
        String path = path(ticket);
        agent.post(path + "/comments", json("body", "Kept")).is(201);
        JsonObject before = agent.get(path).is(200).json();

        assertThat(agent.delete(path).is(204).body()).isEmpty();
        for (Client client : List.of(admin, agent, customer)) {
            client.get(path).isProblem(404, "ticket-not-found");
            client.get("/tickets/" + ticket.getInt("number")).isProblem(404, "ticket-not-found");
            client.patch(path, json("title", "x")).isProblem(404, "ticket-not-found");
            client.get(path + "/comments").isProblem(404, "ticket-not-found");
            assertThat(client.get("/tickets?limit=100").is(200).items("id")).doesNotContain(ticket.getString("id"));
        }
        agent.delete(path).isProblem(404, "ticket-not-found");

        JsonObject restored = agent.post(path + "/restore").is(200).json();
        assertThat(without(restored, "version", "updatedAt")).isEqualTo(without(before, "version", "updatedAt"));
        customer.get(path).is(200);
        agent.post(path + "/restore").is(200);
    }

    @Test
    void statusMovesAlongTheDocumentedWaysAndSaysWhichThereAre() {
        String path = path(newTicket(agent, "Moving"));
        for (String status : List.of("IN_PROGRESS", "WAITING", "RESOLVED")) {
            agent.patch(path, json("status", status)).is(200);
        }
        Answer refused = agent.patch(path, json("status", "WAITING", "title", "Not this either"))
                .isProblem(409, "ticket-state");
        assertThat(refused.json().getString("detail"))
                .isEqualTo("status: a ticket that is RESOLVED cannot become WAITING;"
                        + " it can become [OPEN, IN_PROGRESS, CLOSED].");
        assertThat(agent.get(path).is(200).json().getString("title")).isEqualTo("Moving");
        agent.patch(path, json("status", "CLOSED")).is(200);
        for (String status : List.of("IN_PROGRESS", "WAITING", "RESOLVED")) {
            agent.patch(path, json("status", status)).isProblem(409, "ticket-state");
        }
        agent.patch(path, json("status", "CLOSED", "priority", "LOW")).is(200);
        agent.patch(path, json("status", "OPEN")).is(200);
    }

    @Test
    void customerOpensAClosedTicketAgainByCommentingOnIt() {
        String path = path(newTicket(customer, "Not done"));
        for (String status : List.of("RESOLVED", "CLOSED")) {
            agent.patch(path, json("status", status)).is(200);
            agent.post(path + "/comments", json("body", "It is done")).is(201);
            assertThat(agent.get(path).is(200).json().getString("status")).isEqualTo(status);
            customer.post(path + "/comments", json("body", "It is not")).is(201);
            assertThat(agent.get(path).is(200).json().getString("status")).isEqualTo("OPEN");
        }
        assertThat(customer.get(path + "/history?limit=100").is(200).items("field"))
                .containsExactly(
                        "created", "status", "comment", "comment", "status", "status", "comment", "comment", "status");
    }

    @Test
    void binIsListedForTheStaffAlone() {
        JsonObject ticket = newTicket(customer, "In the bin");
        agent.delete(path(ticket)).is(204);
        JsonObject binned =
                agent.get("/tickets?deleted=true&limit=1").is(200).items().get(0);
        assertThat(binned.getString("id")).isEqualTo(ticket.getString("id"));
        assertThat(binned.getString("deletedAt")).endsWith("Z");
        assertThat(agent.get("/tickets?deleted=false&limit=100").is(200).items("id"))
                .doesNotContain(ticket.getString("id"));
        customer.get("/tickets?deleted=true").isProblem(403, "forbidden");
        agent.get("/tickets?deleted=yes").isInvalid("deleted");
        agent.post(path(ticket) + "/restore").is(200);
        assertThat(agent.get("/tickets?deleted=true&limit=100").is(200).items("id"))
                .doesNotContain(ticket.getString("id"));
    }

    @Test
    void ticketsThatWereInTheBinForLongAreRemovedForGood(Stack stack) throws SQLException {
        JsonObject old = newTicket(customer, "Old");
        JsonObject recent = newTicket(customer, "Recent");
        agent.post(path(old) + "/comments", json("body", "Goes along")).is(201);
        agent.send("PUT", path(old) + "/tags", "{\"tags\":[\"x\"]}").is(200);
        agent.delete(path(old)).is(204);
        Superuser superuser = new Superuser(stack);
        String database = superuser.databaseOf(company.slug());
        superuser.execute(
                database,
                "update tickets set deleted_at = now() - interval '31 days' where id = '" + old.getString("id") + "'");

        agent.delete(path(recent)).is(204);
        agent.post(path(old) + "/restore").isProblem(404, "ticket-not-found");
        agent.post(path(recent) + "/restore").is(200);
        assertThat(superuser.column(database, "select 1 from comments where ticket_id = '" + old.getString("id") + "'"))
                .isEmpty();
    }

    private static String tag(Client client, String path) {
        return client.get(path).is(200).header("ETag").orElseThrow();
    }

    private static JsonObject without(JsonObject object, String... fields) {
        var builder = Json.createObjectBuilder(object);
        List.of(fields).forEach(builder::remove);
        return builder.build();
    }
}
