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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists of tickets that are saved under a name. */
@ExtendWith(RunningServer.class)
class ViewsIT {
    private Company company;
    private Client agent;
    private Client customer;

    @BeforeEach
    void oneCompany(Helpdeskly running) {
        company = Company.of(running, "views");
        agent = company.agent().client();
        customer = company.customer().client();
    }

    @Test
    void viewIsSavedReadChangedAndRemoved() {
        Answer saved =
                save(agent, "Open ones", "{\"status\": [\"OPEN\", \"WAITING\"], \"sort\": \"createdAt\"}", false);
        saved.is(201);
        String path = "/views/" + saved.json().getString("id");
        assertThat(saved.header("Location").orElseThrow()).endsWith("/api/v1" + path);
        assertThat(saved.json().getJsonObject("filter").toString())
                .isEqualTo("{\"status\":[\"OPEN\",\"WAITING\"],\"sort\":\"createdAt\"}");
        assertThat(agent.get(path).is(200).json()).isEqualTo(saved.json());
        assertThat(agent.get("/views").is(200).items()).containsExactly(saved.json());

        String tag = saved.header("ETag").orElseThrow();
        Answer renamed =
                agent.with("If-Match", tag).patch(path, json("name", "Others")).is(200);
        assertThat(renamed.json().getString("name")).isEqualTo("Others");
        agent.with("If-Match", tag).patch(path, json("name", "Late")).isProblem(412, "precondition-failed");
        agent.with("If-Match", tag).delete(path).isProblem(412, "precondition-failed");
        agent.delete(path).is(204);
        agent.get(path).isProblem(404, "view-not-found");
        assertThat(agent.get("/views").is(200).items()).isEmpty();
    }

    @Test
    void viewShowsAndCountsWhatEachOfItsReadersSees() {
        JsonObject ticket = newTicket(customer, "Of the customer");
        newTicket(agent, "Of the agent");
        agent.patch(path(ticket), json("assignedToId", company.agent().id())).is(200);
        JsonObject mine =
                save(agent, "Mine", "{\"assignedTo\": \"me\"}", true).is(201).json();
        assertThat(mine.getInt("count")).isEqualTo(1);
        assertThat(mine.getBoolean("countIsExact")).isTrue();
        String list = "/tickets?savedView=" + mine.getString("id");
        assertThat(agent.get(list).is(200).items("title")).containsExactly("Of the customer");

        Client colleague = company.another("AGENT").client();
        JsonObject seen = colleague.get("/views").is(200).items().get(0);
        assertThat(seen.getString("id")).isEqualTo(mine.getString("id"));
        assertThat(seen.getInt("count")).isZero();
        assertThat(colleague.get(list).is(200).items()).isEmpty();
        assertThat(colleague
                        .get(list + "&assignedTo=" + company.agent().id())
                        .is(200)
                        .items())
                .hasSize(1);

        JsonObject all = save(customer, "All", "{}", false).is(201).json();
        assertThat(all.getInt("count")).isEqualTo(1);
        assertThat(customer.get("/views").is(200).items("name")).containsExactly("All");
        assertThat(agent.get("/views").is(200).items("name")).containsExactly("Mine");
    }

    @Test
    void listOfAViewIsPagedAndItsCursorIsItsOwn() {
        for (int i = 0; i < 5; i++) {
            newTicket(customer, "printer " + i);
        }
        for (String filter : List.of("{\"q\": \"printer\"}", "{\"status\": \"OPEN\", \"sort\": \"createdAt\"}")) {
            String id = save(agent, filter, filter, false).is(201).json().getString("id");
            String list = "/tickets?limit=2&savedView=" + id;
            assertThat(agent.walk(list)).hasSize(5);
            String cursor = agent.get(list).is(200).next().orElseThrow();
            agent.get("/tickets?limit=2&cursor=" + cursor).isInvalid("cursor");
        }
    }

    @Test
    void onlyTheStaffSharesAndOnlyOwnersAndAdminsChange() {
        save(customer, "x", "{}", true).isProblem(403, "forbidden");
        String own = "/views/" + save(customer, "x", "{}", false).is(201).json().getString("id");
        customer.send("PATCH", own, "{\"shared\": true}").isProblem(403, "forbidden");
        agent.get(own).isProblem(404, "view-not-found");

        String hidden = "/views/" + save(agent, "x", "{}", false).is(201).json().getString("id");
        company.admin().client().get(hidden).isProblem(404, "view-not-found");
        String shared = "/views/" + save(agent, "y", "{}", true).is(201).json().getString("id");
        company.another("AGENT").client().patch(shared, json("name", "z")).isProblem(403, "forbidden");
        company.admin().client().patch(shared, json("name", "z")).is(200);
        customer.get("/tickets?savedView=" + shared.substring(7)).isProblem(404, "view-not-found");
    }

    @Test
    void namesAreUniqueForEachOwner() {
        save(agent, "Same", "{}", false).is(201);
        save(agent, " Same ", "{}", true).isProblem(409, "view-name-taken");
        save(customer, "Same", "{}", false).is(201);
        String other =
                "/views/" + save(agent, "Other", "{}", false).is(201).json().getString("id");
        agent.patch(other, json("name", "Same")).isProblem(409, "view-name-taken");
    }

    @Test
    void filterIsHeldToTheRulesOfTheListAllAtOnce() {
        save(agent, "", "{\"status\": \"ODD\", \"author\": [\"me\", \"me\"], \"cursor\": \"x\", \"odd\": \"x\"}", false)
                .isInvalid("filter.author", "filter.cursor", "filter.odd", "filter.status", "name");
        save(agent, "x", "{\"q\": 3}", false).isInvalid("filter");
        save(agent, "x", "\"status=OPEN\"", false).isInvalid("filter");
        agent.post("/views", json("name", "x")).isInvalid("filter");
        agent.get("/tickets?savedView=x").isInvalid("savedView");
    }

    @Test
    void nobodyHasMoreViewsThanAllowedEvenAtOnce() {
        for (int i = 0; i < 95; i++) {
            save(agent, "v" + i, "{\"status\": \"CLOSED\"}", false).is(201);
        }
        List<Answer> answers = AtOnce.of(10, i -> save(agent, "w" + i, "{}", false));
        assertThat(answers)
                .extracting(Answer::status)
                .filteredOn(status -> status == 201)
                .hasSize(5);
        assertThat(answers)
                .extracting(Answer::status)
                .filteredOn(status -> status == 409)
                .hasSize(5);
        assertThat(agent.walk("/views?limit=30")).hasSize(100);
    }

    private static Answer save(Client client, String name, String filter, boolean shared) {
        String body = "{\"name\": \"%s\", \"filter\": %s, \"shared\": %s}";
        return client.send("POST", "/views", body.formatted(name.replace("\"", "'"), filter, shared));
    }
}
