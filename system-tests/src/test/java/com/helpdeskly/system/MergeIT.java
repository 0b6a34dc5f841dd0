package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two tickets that are one. */
@ExtendWith(RunningServer.class)
class MergeIT {
    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "merge");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    @Test
    void sourceIsClosedAndPointsToTheTargetWhichHasAllThatWasSaid() {
        JsonObject source = newTicket(customer, "Twice");
        JsonObject target = newTicket(customer, "Once");
        customer.post(path(source) + "/comments", json("body", "Of the source")).is(201);
        agent.send("POST", path(source) + "/comments", "{\"body\":\"A note\",\"internal\":true}")
                .is(201);
        agent.post(path(target) + "/comments", json("body", "Of the target")).is(201);
        agent.send("PUT", path(source) + "/tags", "{\"tags\":[\"b\",\"a\"]}").is(200);
        agent.send("PUT", path(target) + "/tags", "{\"tags\":[\"c\",\"b\"]}").is(200);

        Answer answer = merge(agent, source, target.getInt("number")).is(200);
        JsonObject merged = answer.json();
        assertThat(merged.getString("id")).isEqualTo(target.getString("id"));
        assertThat(merged.getString("status")).isEqualTo("OPEN");
        assertThat(merged.getJsonArray("tags")).hasToString("[\"a\",\"b\",\"c\"]");
        assertThat(bodies(merged))
                .containsExactly(
                        "Of the target",
                        "Ticket #" + source.getInt("number")
                                + " was merged into this one: Twice\n\nWhat happened: Twice",
                        "Of the source",
                        "A note");
        assertThat(agent.get(path(target)).is(200).json()).isEqualTo(merged);
        assertThat(agent.get(path(target)).is(200).header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(bodies(customer.get(path(target)).is(200).json())).hasSize(3).doesNotContain("A note");

        for (Client client : List.of(agent, customer)) {
            JsonObject closed = client.get(path(source)).is(200).json();
            assertThat(closed.getString("status")).isEqualTo("CLOSED");
            assertThat(closed.getString("mergedInto")).isEqualTo(target.getString("id"));
            assertThat(bodies(closed)).contains("Of the source");
        }
        assertThat(agent.get("/tickets?tag=a&status=OPEN").is(200).items("id")).containsExactly(target.getString("id"));
        assertThat(customer.get(path(source) + "/history?limit=100").is(200).items("field"))
                .endsWith("status", "mergedInto");
        JsonObject last = agent.get(path(target) + "/history?limit=100").is(200).items().stream()
                .filter(item -> item.getString("field").equals("mergedFrom"))
                .findFirst()
                .orElseThrow();
        assertThat(last.getString("to")).isEqualTo(source.getString("id"));
    }

    @Test
    void customersAreToldNothingOfTheTicketOfSomebodyElse() {
        JsonObject source = newTicket(customer, "Mine");
        Company.Person other = company.another("CUSTOMER");
        JsonObject target = newTicket(other.client(), "Theirs");
        customer.post(path(source) + "/comments", json("body", "My secret")).is(201);
        String tag = other.client().get(path(target)).is(200).header("ETag").orElseThrow();
        assertThat(merge(agent, source, target.getInt("number")).is(200).json().getInt("commentCount"))
                .isEqualTo(2);

        JsonObject mine = customer.get(path(source)).is(200).json();
        assertThat(mine.getString("status")).isEqualTo("CLOSED");
        assertThat(mine.get("mergedInto")).isEqualTo(JsonValue.NULL);
        assertThat(customer.get(path(source) + "/history").is(200).body()).doesNotContain(target.getString("id"));
        assertThat(other.client().get(path(target)).is(200).header("ETag")).contains(tag);
        assertThat(other.client().get(path(target) + "/history").is(200).items("field"))
                .containsExactly("created");
        assertThat(customer.post(path(source) + "/comments", json("body", "x"))
                        .isProblem(409, "ticket-merged")
                        .body())
                .doesNotContain(target.getString("id"));
    }

    @Test
    void mergedTicketStaysAsItIsAndIsNotMergedAgain() {
        JsonObject source = newTicket(agent, "Merged");
        JsonObject target = newTicket(agent, "Into");
        JsonObject third = newTicket(agent, "Third");
        merge(agent, source, target.getInt("number")).is(200);
        JsonObject before = agent.get(path(source)).is(200).json();

        agent.patch(path(source), json("status", "OPEN")).isProblem(409, "ticket-merged");
        agent.send("PUT", path(source) + "/tags", "{\"tags\":[\"x\"]}").isProblem(409, "ticket-merged");
        agent.post(path(source) + "/comments", json("body", "x")).isProblem(409, "ticket-merged");
        merge(agent, source, third.getInt("number")).isProblem(409, "ticket-merged");
        merge(agent, target, source.getInt("number")).isProblem(409, "ticket-merged");
        merge(agent, third, source.getInt("number")).isProblem(409, "ticket-merged");
        assertThat(agent.get(path(source)).is(200).json()).isEqualTo(before);
        assertThat(agent.get(path(third)).is(200).json()).isEqualTo(third);
        merge(agent, target, third.getInt("number")).is(200);
        agent.delete(path(source)).is(204);
        agent.post(path(source) + "/restore").is(200);
    }

    @Test
    void whatCannotBeMergedIsRefused() {
        JsonObject ticket = newTicket(agent, "Alone");
        String path = path(ticket) + "/merge";
        merge(agent, ticket, ticket.getInt("number")).isInvalid("into");
        agent.post(path, json("into", ticket.getString("id"))).isInvalid("into");
        agent.post(path, json("into", NO_ID)).isInvalid("into");
        for (String into : List.of("null", "0", "\"x\"", "[]", "1.5", "true")) {
            agent.send("POST", path, "{\"into\":" + into + "}").isInvalid("into");
        }
        agent.send("POST", path, "{\"to\":1}").isInvalid("into", "to");
        agent.post("/tickets/" + NO_ID + "/merge", json("into", ticket.getString("id")))
                .isProblem(404, "ticket-not-found");
        customer.post(path, json("into", NO_ID)).isProblem(403, "forbidden");
        assertThat(agent.get(path(ticket)).is(200).json()).isEqualTo(ticket);
    }

    @RepeatedTest(3)
    void ofMergesTheOtherWayRoundAtOnceOneIsMade() {
        JsonObject one = newTicket(agent, "One");
        JsonObject two = newTicket(agent, "Two");
        List<Answer> answers = AtOnce.of(
                8, i -> i % 2 == 0 ? merge(agent, one, two.getInt("number")) : merge(agent, two, one.getInt("number")));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isProblem(409, "ticket-merged"));
        Set<String> states = new HashSet<>();
        List.of(one, two)
                .forEach(ticket ->
                        states.add(agent.get(path(ticket)).is(200).json().getString("status")));
        assertThat(states).containsExactlyInAnyOrder("OPEN", "CLOSED");
    }

    @Test
    void mergesIntoOneTicketAtOnceAreAllMadeAndNoTagIsLost() {
        JsonObject target = newTicket(agent, "Target");
        List<JsonObject> sources =
                List.of(newTicket(agent, "S0"), newTicket(agent, "S1"), newTicket(agent, "S2"), newTicket(agent, "S3"));
        for (JsonObject source : sources) {
            agent.send(
                            "PUT",
                            path(source) + "/tags",
                            "{\"tags\":[\"all\",\"%s\"]}".formatted(source.getString("title")))
                    .is(200);
        }
        AtOnce.of(4, i -> merge(agent, sources.get(i), target.getInt("number")).is(200));
        JsonObject merged = agent.get(path(target)).is(200).json();
        assertThat(merged.getJsonArray("tags")).hasToString("[\"all\",\"s0\",\"s1\",\"s2\",\"s3\"]");
        assertThat(merged.getInt("commentCount")).isEqualTo(4);
    }

    private static Answer merge(Client client, JsonObject source, int into) {
        return client.send("POST", path(source) + "/merge", "{\"into\":" + into + "}");
    }

    private static List<String> bodies(JsonObject ticket) {
        return ticket.getJsonArray("comments").getValuesAs(JsonObject.class).stream()
                .map(comment -> comment.getString("body"))
                .toList();
    }
}
