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
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who change the same thing at the same moment: nobody's change is lost without a word. */
@ExtendWith(RunningServer.class)
class EditsAtOnceIT {
    private static final int CALLERS = 16;

    private static Company company;
    private static Client admin;
    private static Client agent;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "atonce");
        admin = company.admin().client();
        agent = company.agent().client();
    }

    @RepeatedTest(3)
    void editsOfATicketAreEachMadeOrRefused() {
        eachIsMadeOrRefused(agent, path(newTicket(agent, "Contended")), "title");
    }

    @Test
    void editsOfACommentAreEachMadeOrRefused() {
        String comments = path(newTicket(agent, "Commented")) + "/comments";
        String comment =
                agent.post(comments, json("body", "Contended")).is(201).json().getString("id");

        eachIsMadeOrRefused(agent, comments + "/" + comment, "body");
    }

    @Test
    void editsOfAUserAreEachMadeOrRefused() {
        eachIsMadeOrRefused(admin, "/users/" + company.another("AGENT").id(), "name");
    }

    private static void eachIsMadeOrRefused(Client client, String path, String field) {
        int before = client.get(path).is(200).json().getInt("version");
        List<Answer> answers = AtOnce.of(CALLERS, i -> client.patch(path, json(field, "Edit " + i)));

        List<Integer> made = made(answers);
        JsonObject after = client.get(path).is(200).json();
        assertThat(made).isNotEmpty();
        assertThat(after.getInt("version")).isEqualTo(before + made.size());
        assertThat(made).extracting(i -> "Edit " + i).contains(after.getString(field));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isProblem(409, "edit-conflict"));
    }

    @RepeatedTest(3)
    void ofEditsOfOneKnownVersionOneIsMade() {
        String ticket = path(newTicket(agent, "Versioned"));
        String comments = ticket + "/comments";
        String comment = comments + "/"
                + agent.post(comments, json("body", "Versioned")).is(201).json().getString("id");

        onlyOneIsMade(ticket, i -> json("title", "Edit " + i));
        onlyOneIsMade(comment, i -> json("body", "Edit " + i));
    }

    private static void onlyOneIsMade(String path, IntFunction<JsonObject> edit) {
        Answer read = agent.get(path).is(200);
        Client onThatVersion = agent.with("If-Match", read.header("ETag").orElseThrow());
        List<Answer> answers = AtOnce.of(CALLERS, i -> onThatVersion.patch(path, edit.apply(i)));

        List<Integer> made = made(answers);
        assertThat(made).hasSize(1);
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 409, 412);
        JsonObject after = agent.get(path).is(200).json();
        assertThat(after).containsAllEntriesOf(edit.apply(made.get(0)));
        assertThat(after.getInt("version")).isEqualTo(read.json().getInt("version") + 1);
    }

    @Test
    void thoseWhoTryAgainOnTheNewVersionLoseNothing() {
        String path = path(newTicket(agent, "Collected"));
        AtOnce.of(8, i -> {
            Answer answer;
            int tries = 0;
            do {
                assertThat(++tries).as("tries of one of eight callers").isLessThan(100);
                Answer read = agent.get(path).is(200);
                answer = agent.with("If-Match", read.header("ETag").orElseThrow())
                        .patch(path, json("description", read.json().getString("description") + " mark" + i + "."));
            } while (answer.status() == 409 || answer.status() == 412);
            return answer.is(200);
        });

        assertThat(agent.get(path).is(200).json().getString("description"))
                .contains(IntStream.range(0, 8).mapToObj(i -> " mark" + i + ".").toList());
    }

    @Test
    void thoseWhoCommentAtOnceAreAllHeardAndAnEditBesideThemIsMadeOrRefused() {
        String path = path(newTicket(agent, "Busy"));
        List<Answer> answers = AtOnce.of(
                CALLERS,
                i -> i % 4 == 0
                        ? agent.patch(path, json("title", "Edit " + i))
                        : agent.post(path + "/comments", json("body", "Comment " + i)));

        List<String> said = IntStream.range(0, CALLERS)
                .filter(i -> i % 4 != 0)
                .mapToObj(i -> answers.get(i).is(201).json().getString("id"))
                .toList();
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 201, 409);
        JsonObject ticket = agent.get(path).is(200).json();
        assertThat(ticket.getInt("commentCount")).isEqualTo(said.size());
        assertThat(agent.walk(path + "/comments?limit=5"))
                .extracting(comment -> comment.getString("id"))
                .containsExactlyInAnyOrderElementsOf(said);
        List<Integer> made = made(answers);
        assertThat(ticket.getString("title"))
                .isIn(
                        made.isEmpty()
                                ? List.of("Busy")
                                : made.stream().map(i -> "Edit " + i).toList());
    }

    @Test
    void ticketsThatAreOpenedAtOnceHaveNumbersOfTheirOwn() {
        List<Answer> answers =
                AtOnce.of(CALLERS, i -> agent.post("/tickets", json("title", "Opened " + i, "description", "x")));

        assertThat(answers)
                .extracting(answer -> answer.is(201).json().getInt("number"))
                .doesNotHaveDuplicates();
    }

    /** Which calls were answered by 200. */
    private static List<Integer> made(List<Answer> answers) {
        return IntStream.range(0, answers.size())
                .filter(i -> answers.get(i).status() == 200)
                .boxed()
                .toList();
    }
}
