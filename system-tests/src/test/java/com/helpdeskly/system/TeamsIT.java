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
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Teams, who is in them, and the tickets that they have. */
@ExtendWith(RunningServer.class)
class TeamsIT {
    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "teams");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    @Test
    void teamIsMadeFoundChangedAndDeleted() {
        Answer made = admin.send(
                        "POST", "/teams", team(" Billing ", company.agent().id()))
                .is(201);
        JsonObject team = made.json();
        assertThat(team.keySet())
                .containsExactlyInAnyOrder("id", "name", "memberIds", "version", "createdAt", "updatedAt");
        assertThat(team.getString("name")).isEqualTo("Billing");
        assertThat(team.getJsonArray("memberIds").getString(0))
                .isEqualTo(company.agent().id());
        String path = "/teams/" + team.getString("id");
        assertThat(made.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith(path));
        Answer read = agent.get(path).is(200);
        assertThat(read.json()).isEqualTo(team);
        agent.with("If-None-Match", read.header("ETag").orElseThrow()).get(path).is(304);
        assertThat(agent.walk("/teams?limit=1")).contains(team);

        Answer changed = admin.with("If-Match", read.header("ETag").orElseThrow())
                .send("PATCH", path, team("Money"))
                .is(200);
        assertThat(changed.json().getJsonArray("memberIds")).isEmpty();
        assertThat(agent.get(path).is(200).json()).isEqualTo(changed.json());
        admin.with("If-Match", read.header("ETag").orElseThrow())
                .patch(path, json("name", "Late"))
                .isProblem(412, "precondition-failed");
        admin.with("If-Match", read.header("ETag").orElseThrow()).delete(path).isProblem(412, "precondition-failed");
        admin.delete(path).is(204);
        for (Client client : List.of(admin, agent)) {
            client.get(path).isProblem(404, "team-not-found");
        }
        admin.delete(path).isProblem(404, "team-not-found");
        admin.patch(path, json("name", "x")).isProblem(404, "team-not-found");
        assertThat(agent.walk("/teams?limit=100"))
                .extracting(one -> one.getString("id"))
                .doesNotContain(team.getString("id"));
    }

    @Test
    void everyRuleThatATeamBreaksIsToldAtOnce() {
        admin.send("POST", "/teams", "{}").isInvalid("name");
        admin.send("POST", "/teams", "{\"name\":\" \",\"memberIds\":[\"x\"],\"lead\":1}")
                .isInvalid("lead", "memberIds", "name");
        admin.post("/teams", json("name", "x".repeat(101))).isInvalid("name");
        for (String id : List.of(NO_ID, company.customer().id())) {
            admin.send("POST", "/teams", team("Refused", id)).isInvalid("memberIds");
        }
        String many = "\"%s\",".formatted(NO_ID).repeat(100) + "\"" + NO_ID + "\"";
        admin.send("POST", "/teams", "{\"name\":\"Crowd\",\"memberIds\":[" + many + "]}")
                .isInvalid("memberIds");
        String path = "/teams/" + newTeam("Stays");
        admin.send("PATCH", path, "{\"name\":null,\"memberIds\":null}").isInvalid("memberIds", "name");
    }

    @Test
    void nameIsOneTeamsAloneWhateverItsCase() {
        String first = newTeam("Größe");
        admin.post("/teams", json("name", "GRÖßE")).isProblem(409, "team-name-taken");
        String other = "/teams/" + newTeam("Another");
        admin.patch(other, json("name", "größe")).isProblem(409, "team-name-taken");
        admin.patch("/teams/" + first, json("name", "GRÖßE")).is(200);
        admin.delete("/teams/" + first).is(204);
        admin.patch(other, json("name", "größe")).is(200);
    }

    @Test
    void ticketIsGivenToATeamFoundByItAndTakenBack() {
        String team = newTeam("Given to");
        JsonObject ticket = agent.post("/tickets", json("title", "Given", "description", "x", "teamId", team))
                .is(201)
                .json();
        String path = path(ticket);
        assertThat(ticket.getJsonObject("team")).isEqualTo(json("id", team, "name", "Given to"));
        assertThat(agent.get(path).is(200).json()).isEqualTo(ticket);
        assertThat(agent.get("/tickets?team=" + team).is(200).items("title")).containsExactly("Given");
        assertThat(agent.get("/tickets?team=none&limit=100").is(200).items("title"))
                .doesNotContain("Given");

        JsonObject taken =
                agent.send("PATCH", path, "{\"teamId\":null}").is(200).json();
        assertThat(taken.get("team")).isEqualTo(JsonValue.NULL);
        assertThat(agent.get("/tickets?team=" + team).is(200).items()).isEmpty();
        assertThat(agent.patch(path, json("teamId", team)).is(200).json().getJsonObject("team"))
                .isEqualTo(ticket.getJsonObject("team"));

        agent.patch(path, json("teamId", NO_ID, "assignedToId", NO_ID)).isInvalid("assignedToId", "teamId");
        agent.post("/tickets", json("title", "x", "description", "x", "teamId", NO_ID, "authorId", NO_ID))
                .isInvalid("authorId", "teamId");
        agent.get("/tickets?team=me").isInvalid("team");
        String own = path(newTicket(customer, "Own"));
        customer.patch(own, json("teamId", team)).isProblem(403, "forbidden");
        customer.send("PATCH", own, "{\"teamId\":null}").isProblem(403, "forbidden");
        customer.post("/tickets", json("title", "x", "description", "x", "teamId", team))
                .isProblem(403, "forbidden");
    }

    @Test
    void ticketsOfADeletedTeamStillNameItAndItGetsNoMore() {
        String team = newTeam("Soon gone");
        String path = path(agent.post("/tickets", json("title", "Left behind", "description", "x", "teamId", team))
                .is(201)
                .json());
        JsonObject before = agent.get(path).is(200).json();
        admin.delete("/teams/" + team).is(204);

        assertThat(agent.get(path).is(200).json()).isEqualTo(before);
        assertThat(agent.get("/tickets?team=" + team).is(200).items("title")).containsExactly("Left behind");
        agent.post("/tickets", json("title", "x", "description", "x", "teamId", team))
                .isInvalid("teamId");
        agent.patch(path(newTicket(agent, "x")), json("teamId", team)).isInvalid("teamId");
    }

    @Test
    void ofThoseWhoChangeATeamAtOnceEachIsHeardOrRefused() {
        String path = "/teams/" + newTeam("Contended");
        String id = company.agent().id();
        List<Answer> answers = AtOnce.of(
                12, i -> admin.send("PATCH", path, i % 2 == 0 ? team("Contended " + i, id) : team("Contended " + i)));
        List<String> made = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.json().getString("name"))
                .toList();
        JsonObject after = admin.get(path).is(200).json();
        assertThat(made).contains(after.getString("name"));
        assertThat(after.getInt("version")).isEqualTo(1 + made.size());
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isProblem(409, "edit-conflict"));
    }

    private static String newTeam(String name) {
        return admin.post("/teams", json("name", name)).is(201).json().getString("id");
    }

    private static String team(String name, String... memberIds) {
        String members = String.join("\",\"", memberIds);
        return "{\"name\":\"" + name + "\",\"memberIds\":[" + (members.isEmpty() ? "" : "\"" + members + "\"") + "]}";
    }
}
