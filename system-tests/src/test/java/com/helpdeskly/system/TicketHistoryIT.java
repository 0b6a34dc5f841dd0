package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the history of a ticket tells, and to whom. */
@ExtendWith(RunningServer.class)
class TicketHistoryIT {
    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "history");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    @Test
    void everyChangeIsToldWithWhoMadeItAndWhatItWasBefore() {
        JsonObject ticket = newTicket(customer, "Before");
        String path = path(ticket);
        String team =
                admin.post("/teams", json("name", "Told of")).is(201).json().getString("id");
        agent.patch(
                        path,
                        json(
                                "title",
                                "After",
                                "status",
                                "WAITING",
                                "priority",
                                "HIGH",
                                "assignedToId",
                                company.admin().id(),
                                "teamId",
                                team))
                .is(200);
        agent.send("PUT", path + "/tags", "{\"tags\":[\"b\",\"a\"]}").is(200);
        agent.send("PATCH", path, "{\"assignedToId\":null,\"teamId\":null}").is(200);
        String comment = customer.post(path + "/comments", json("body", "Said"))
                .is(201)
                .json()
                .getString("id");
        customer.patch(path + "/comments/" + comment, json("body", "Said again"))
                .is(200);
        admin.delete(path + "/comments/" + comment).is(204);
        agent.delete(path).is(204);
        agent.post(path + "/restore").is(200);

        List<JsonObject> history = agent.walk(path + "/history?limit=100");
        assertThat(history)
                .extracting(TicketHistoryIT::told)
                .containsExactly(
                        "created: null -> null",
                        "title: Before -> After",
                        "status: OPEN -> WAITING",
                        "priority: MEDIUM -> HIGH",
                        "assignedTo: null -> " + company.admin().id(),
                        "team: null -> " + team,
                        "tags: null -> a,b",
                        "assignedTo: " + company.admin().id() + " -> null",
                        "team: " + team + " -> null",
                        "comment: null -> " + comment,
                        "comment: " + comment + " -> " + comment,
                        "comment: " + comment + " -> null",
                        "deleted: false -> true",
                        "deleted: true -> false");
        assertThat(history)
                .extracting(item -> item.getJsonObject("actor").getString("id"))
                .startsWith(company.customer().id(), company.agent().id())
                .contains(company.admin().id());
        assertThat(history)
                .extracting(item -> item.getString("at"))
                .isSorted()
                .allSatisfy(at -> assertThat(at).endsWith("Z"));
        assertThat(agent.walk(path + "/history?limit=1")).isEqualTo(history);
        assertThat(agent.walk("/tickets/" + ticket.getInt("number") + "/history?limit=4"))
                .isEqualTo(history);
        assertThat(customer.walk(path + "/history?limit=3")).isEqualTo(history);
    }

    @Test
    void customerIsNotToldOfAnythingInternal() {
        String path = path(newTicket(customer, "Spoken of"));
        String note = agent.send("POST", path + "/comments", "{\"body\":\"x\",\"internal\":true}")
                .is(201)
                .json()
                .getString("id");
        agent.patch(path + "/comments/" + note, json("body", "y")).is(200);
        agent.delete(path + "/comments/" + note).is(204);

        assertThat(customer.walk(path + "/history?limit=1"))
                .extracting(item -> item.getString("field"))
                .containsExactly("created");
        assertThat(agent.walk(path + "/history?limit=1"))
                .extracting(item -> item.getString("field"))
                .containsExactly("created", "internalNote", "internalNote", "internalNote");
    }

    @Test
    void whatChangesNothingIsNotTold() {
        String path = path(newTicket(agent, "Same"));
        agent.patch(path, json("title", "Same", "status", "OPEN")).is(200);
        agent.send("PATCH", path, "{}").is(200);
        agent.send("PUT", path + "/tags", "{\"tags\":[]}").is(200);
        agent.patch(path, json("assignedToId", company.customer().id())).isInvalid("assignedToId");
        assertThat(agent.get(path + "/history").is(200).items()).hasSize(1);
    }

    @Test
    void longTextsAreToldByTheirBeginnings() {
        String path = path(newTicket(agent, "Long"));
        agent.patch(path, json("description", "🔥".repeat(60_000))).is(200);
        JsonObject change = agent.get(path + "/history").is(200).items().get(1);
        assertThat(change.getString("from")).isEqualTo("What happened: Long");
        assertThat(change.getString("to")).isEqualTo("🔥".repeat(199) + "…");
    }

    @Test
    void historyOfWhatTheCallerMayNotSeeIsNotThereAndItsCursorIsGoodForItAlone() {
        String path = path(newTicket(agent, "Foreign"));
        String other = path(newTicket(agent, "Other"));
        agent.patch(path, json("title", "x")).is(200);
        customer.get(path + "/history").isProblem(404, "ticket-not-found");
        agent.get("/tickets/0/history").isProblem(404, "ticket-not-found");
        String next = agent.get(path + "/history?limit=1").is(200).next().orElseThrow();
        agent.get(other + "/history?limit=1&cursor=" + next).isInvalid("cursor");
        admin.get(path + "/history?limit=1&cursor=" + next).isInvalid("cursor");
        agent.get(path + "/history?limit=0").isInvalid("limit");
    }

    private static String told(JsonObject item) {
        return item.getString("field") + ": " + item.getString("from", "null") + " -> " + item.getString("to", "null");
    }
}
