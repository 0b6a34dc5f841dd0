package com.helpdeskly.system;

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
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How tickets are tagged, found by their tags, and counted. */
@ExtendWith(RunningServer.class)
class TicketTagsIT {
    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "tags");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    @Test
    void tagsAreKeptInOneFormAndShownToWhoSeesTheTicket() {
        JsonObject ticket = newTicket(customer, "Tagged");
        String path = path(ticket);
        assertThat(ticket.getJsonArray("tags")).isEmpty();

        Answer answer = tag(agent, path, "  Billing ", "ПРИНТЕР", "打印机", "BILLING", "cafe\u0301", "two  words")
                .is(200);
        assertThat(tags(answer.json()))
                .containsExactlyInAnyOrder("billing", "caf\u00e9", "two words", "принтер", "打印机");
        assertThat(agent.get(path).is(200).json()).isEqualTo(answer.json());
        assertThat(agent.get(path).is(200).header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(tags(customer.get(path).is(200).json())).contains("billing");
        assertThat(tags(customer.get("/tickets?limit=1").is(200).items().get(0)))
                .contains("billing");
        assertThat(tags(tag(agent, path).is(200).json())).isEmpty();
    }

    @Test
    void whatIsNoTagIsRefusedAndNothingIsChanged() {
        String path = path(newTicket(agent, "Keeps"));
        tag(agent, path, "kept").is(200);
        for (String wrong : List.of("a,b", "", "  ", "x".repeat(51), "a\u0007b")) {
            tag(agent, path, "good", wrong).isInvalid("tags");
        }
        tag(agent, path, IntStream.rangeClosed(1, 21).mapToObj(i -> "t" + i).toArray(String[]::new))
                .isInvalid("tags");
        agent.send("PUT", path + "/tags", "{\"tags\":null,\"more\":1}").isInvalid("more", "tags");
        agent.send("PUT", path + "/tags", "{}").isInvalid("tags");
        agent.send("PUT", path + "/tags", "{\"tags\":[1]}").isInvalid("tags");
        agent.send("PUT", path + "/tags", "{\"tags\":\"one\"}").isInvalid("tags");
        assertThat(tags(agent.get(path).is(200).json())).containsExactly("kept");
        tag(
                        agent,
                        path,
                        IntStream.rangeClosed(1, 20)
                                .mapToObj(i -> "🔥".repeat(50 - i))
                                .toArray(String[]::new))
                .is(200);
    }

    @Test
    void tagsAreReplacedOnTheKnownVersionAloneByStaffAlone() {
        String path = path(newTicket(customer, "Versioned"));
        String first = agent.get(path).is(200).header("ETag").orElseThrow();
        String forCustomer = customer.get(path).is(200).header("ETag").orElseThrow();
        tag(agent.with("If-Match", first), path, "a").is(200);
        tag(agent.with("If-Match", first), path, "b").isProblem(412, "precondition-failed");
        assertThat(customer.get(path).is(200).header("ETag")).isPresent().isNotEqualTo(forCustomer);
        tag(customer, path, "b").isProblem(403, "forbidden");
        tag(agent, "/tickets/0", "b").isProblem(404, "ticket-not-found");
    }

    @Test
    void ofThoseWhoTagATicketAtOnceNobodysTagsAreLostWithoutAWord() {
        String path = path(newTicket(agent, "Contended"));
        List<Answer> answers = AtOnce.of(12, i -> tag(agent, path, "same", "mine " + i));
        List<String> after = tags(agent.get(path).is(200).json());
        List<JsonObject> told = agent.walk(path + "/history?limit=100");

        long made = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(made).isPositive();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isProblem(409, "edit-conflict"));
        assertThat(told).hasSize((int) made + 1);
        assertThat(told.get(told.size() - 1).getString("to")).isEqualTo(String.join(",", after));
        assertThat(agent.get("/tickets?tag=same&tag=" + after.get(0).replace(" ", "%20"))
                        .is(200)
                        .items("id"))
                .containsExactly(path.substring("/tickets/".length()));
    }

    @Test
    void ticketsAreFoundByAllOfTheTagsThatAreNamed() {
        String both = path(newTicket(customer, "Both"));
        String one = path(newTicket(agent, "One"));
        tag(agent, both, "found", "twice").is(200);
        tag(agent, one, "found").is(200);

        assertThat(agent.get("/tickets?tag=Found&sort=createdAt").is(200).items("title"))
                .containsExactly("Both", "One");
        assertThat(agent.get("/tickets?tag=found&tag=twice").is(200).items("title"))
                .containsExactly("Both");
        assertThat(agent.get("/tickets?tag=found&status=CLOSED").is(200).items())
                .isEmpty();
        assertThat(customer.get("/tickets?tag=found").is(200).items("title")).containsExactly("Both");
        tag(agent, both, "twice").is(200);
        assertThat(agent.get("/tickets?tag=found").is(200).items("title")).containsExactly("One");
        agent.get("/tickets?tag=a,b").isInvalid("tag");
        agent.get("/tickets?tag=").isInvalid("tag");
        String next = agent.get("/tickets?limit=1&tag=twice").is(200).next().orElse("none");
        agent.get("/tickets?limit=1&tag=found&cursor=" + next).isInvalid("cursor");
    }

    @Test
    void tagsAreCountedOnTheTicketsThatTheCallerSees() {
        String mine = path(newTicket(customer, "Mine"));
        String foreign = path(newTicket(agent, "Foreign"));
        String gone = path(newTicket(customer, "Gone"));
        for (String path : List.of(mine, foreign, gone)) {
            tag(agent, path, "counted", "of " + path.substring(path.length() - 12))
                    .is(200);
        }
        agent.delete(gone).is(204);

        assertThat(counts(agent)).contains("counted=2");
        assertThat(counts(customer))
                .contains("counted=1", "of " + mine.substring(mine.length() - 12) + "=1")
                .doesNotContain("of " + foreign.substring(foreign.length() - 12) + "=1");
        assertThat(agent.walk("/tags?limit=1"))
                .isEqualTo(agent.get("/tags?limit=100").is(200).items());
        agent.post(gone + "/restore").is(200);
        assertThat(counts(agent)).contains("counted=3");
    }

    private static List<String> counts(Client client) {
        return client.walk("/tags?limit=100").stream()
                .map(item -> item.getString("tag") + "=" + item.getInt("count"))
                .toList();
    }

    private static Answer tag(Client client, String path, String... tags) {
        return client.send(
                "PUT",
                path + "/tags",
                Json.createObjectBuilder()
                        .add("tags", Json.createArrayBuilder(List.of(tags)))
                        .build()
                        .toString());
    }

    private static List<String> tags(JsonObject ticket) {
        return ticket.getJsonArray("tags").getValuesAs(JsonString::getString);
    }
}
