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
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One change to many tickets. */
@ExtendWith(RunningServer.class)
class BulkIT {
    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "bulk");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    @Test
    void eachTicketHasAnOutcomeOfItsOwnInTheOrderOfTheRequest() {
        JsonObject first = newTicket(customer, "First");
        JsonObject closed = newTicket(agent, "Closed");
        JsonObject gone = newTicket(agent, "Gone");
        JsonObject last = newTicket(agent, "Last");
        agent.patch(path(closed), json("status", "CLOSED")).is(200);
        agent.delete(path(gone)).is(204);

        List<JsonObject> results = results(bulk(
                        agent,
                        json(
                                "status",
                                "WAITING",
                                "priority",
                                "HIGH",
                                "assignedToId",
                                company.agent().id()),
                        List.of(
                                last.getString("id"),
                                String.valueOf(first.getInt("number")),
                                gone.getString("id"),
                                NO_ID,
                                closed.getString("id")))
                .is(200));
        assertThat(results)
                .extracting(result -> result.getString("id") + " " + result.getInt("status"))
                .containsExactly(
                        last.getString("id") + " 200",
                        first.getInt("number") + " 200",
                        gone.getString("id") + " 404",
                        NO_ID + " 404",
                        closed.getString("id") + " 409");
        assertThat(results.get(0)).doesNotContainKey("problem");
        assertThat(results.get(2).getJsonObject("problem").getString("type"))
                .isEqualTo("urn:helpdeskly:problem:ticket-not-found");
        assertThat(results.get(4).getJsonObject("problem").getString("type"))
                .isEqualTo("urn:helpdeskly:problem:ticket-state");
        assertThat(results.get(4).getJsonObject("problem").getString("detail")).contains("[OPEN]");
        for (JsonObject changed : List.of(first, last)) {
            JsonObject read = agent.get(path(changed)).is(200).json();
            assertThat(read.getString("status")).isEqualTo("WAITING");
            assertThat(read.getString("priority")).isEqualTo("HIGH");
            assertThat(agent.get(path(changed) + "/history").is(200).items("field"))
                    .containsExactly("created", "status", "priority", "assignedTo");
        }
        assertThat(agent.get(path(closed)).is(200).json().getString("priority")).isEqualTo("MEDIUM");
    }

    @Test
    void aHundredAreChangedAtOnceAndOneMoreIsRefused() {
        List<String> ids = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(i -> newTicket(agent, "Of many " + i).getString("id"))
                .toList());
        assertThat(results(bulk(agent, json("status", "RESOLVED"), ids).is(200)))
                .hasSize(100)
                .allSatisfy(result -> assertThat(result.getInt("status")).isEqualTo(200));
        assertThat(agent.get("/tickets?status=RESOLVED&limit=100").is(200).items("id"))
                .containsAll(ids);
        ids.add(NO_ID);
        bulk(agent, json("status", "OPEN"), ids).isInvalid("ids");
    }

    @Test
    void everyRuleThatABulkBreaksIsToldAtOnceAndNothingIsChanged() {
        JsonObject ticket = newTicket(agent, "Untouched");
        String id = ticket.getString("id");
        agent.send("POST", "/tickets/bulk", "{}").isInvalid("ids", "patch");
        agent.send("POST", "/tickets/bulk", "{\"ids\":[],\"patch\":{\"status\":\"NONE\",\"x\":1},\"y\":2}")
                .isInvalid("ids", "patch.status", "patch.x", "y");
        for (String ids :
                List.of("[\"x\"]", "[0]", "[1.5]", "[null]", "\"" + id + "\"", "[\"" + id + "\",\"" + id + "\"]")) {
            agent.send("POST", "/tickets/bulk", "{\"ids\":" + ids + ",\"patch\":{\"title\":\"x\"}}")
                    .isInvalid("ids");
        }
        bulk(agent, json("title", "x"), List.of(id, String.valueOf(ticket.getInt("number"))))
                .isInvalid("ids");
        bulk(agent, json("title", "x", "assignedToId", NO_ID, "teamId", NO_ID), List.of(id))
                .isInvalid("patch.assignedToId", "patch.teamId");
        bulk(customer, json("title", "x"), List.of(id)).isProblem(403, "forbidden");
        assertThat(agent.get(path(ticket)).is(200).json()).isEqualTo(ticket);
    }

    @Test
    void repeatedBulkWithItsKeyIsAnsweredAsTheFirstTime() {
        JsonObject ticket = newTicket(agent, "Once");
        Client keyed = agent.with("Idempotency-Key", "bulk-" + ticket.getString("id"));
        Answer first = bulk(keyed, json("status", "CLOSED"), List.of(ticket.getString("id")))
                .is(200);
        agent.patch(path(ticket), json("status", "OPEN")).is(200);
        Answer again = bulk(keyed, json("status", "CLOSED"), List.of(ticket.getString("id")))
                .is(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(agent.get(path(ticket)).is(200).json().getString("status")).isEqualTo("OPEN");
        bulk(keyed, json("status", "WAITING"), List.of(ticket.getString("id"))).is(422);
    }

    @Test
    void bulksOfTheSameTicketsAtOnceAreAllMade() {
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> newTicket(agent, "Shared " + i).getString("id"))
                .toList();
        List<Answer> answers = AtOnce.of(8, i -> {
            List<String> order = new ArrayList<>(ids);
            if (i % 2 == 0) {
                Collections.reverse(order);
            }
            return bulk(agent, json("title", "By " + i), order);
        });
        assertThat(answers)
                .allSatisfy(answer -> assertThat(results(answer.is(200)))
                        .allSatisfy(
                                result -> assertThat(result.getInt("status")).isEqualTo(200)));
        assertThat(agent.get("/tickets/" + ids.get(0) + "/history?limit=100")
                        .is(200)
                        .items("field"))
                .filteredOn("title"::equals)
                .hasSize(8);
    }

    private static Answer bulk(Client client, JsonObject patch, List<String> ids) {
        JsonArrayBuilder names = Json.createArrayBuilder();
        ids.forEach(id -> {
            if (id.contains("-")) {
                names.add(id);
            } else {
                names.add(Integer.parseInt(id));
            }
        });
        return client.post(
                "/tickets/bulk",
                Json.createObjectBuilder().add("ids", names).add("patch", patch).build());
    }

    private static List<JsonObject> results(Answer answer) {
        return answer.json().getJsonArray("results").getValuesAs(JsonObject.class);
    }
}
