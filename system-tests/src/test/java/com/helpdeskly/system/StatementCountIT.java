package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a list costs does not grow with what is in it. The database itself counts, by {@code pg_stat_statements}. */
@ExtendWith(RunningServer.class)
class StatementCountIT {
    private static final int TICKETS = 100;

    private static Superuser superuser;
    private static String database;
    private static Client agent;
    private static Client customer;
    private static String ticket;

    @BeforeAll
    static void manyTickets(Helpdeskly running, Stack stack) throws SQLException {
        Company company = Company.of(running, "counted");
        superuser = new Superuser(stack);
        superuser.execute("postgres", "create extension if not exists pg_stat_statements");
        database = superuser.databaseOf(company.slug());
        agent = company.agent().client();
        customer = company.customer().client();
        String assignee = company.admin().id();
        for (int i = 0; i < TICKETS; i++) {
            Client author = i % 2 == 0 ? customer : agent;
            ticket = path(newTicket(author, "Ticket " + i));
            agent.patch(ticket, json("assignedToId", assignee)).is(200);
            agent.post(ticket + "/comments", json("body", "Answer " + i)).is(201);
            agent.send("PUT", ticket + "/tags", "{\"tags\":[\"%s\"]}".formatted(i % 2 == 0 ? "even" : "odd"))
                    .is(200);
        }
    }

    @Test
    void pageOfTicketsWithPeopleAndCommentsCostsTwoStatementsWhateverItsSize() throws SQLException {
        for (int limit : new int[] {1, 5, 20, TICKETS}) {
            assertThat(agent.get("/tickets?limit=" + limit).is(200).items()).hasSize(limit);
            assertThat(statementsOf(agent, "/tickets?limit=" + limit)).hasSize(2);
        }
        for (int limit : new int[] {5, 50}) {
            assertThat(statementsOf(customer, "/tickets?limit=" + limit)).hasSize(2);
        }
    }

    @Test
    void pageThatIsFilteredSortedOrFurtherOnCostsNoMoreThanTheFirst() throws SQLException {
        String list = "/tickets?limit=5&status=OPEN&priority=MEDIUM,HIGH&sort=-updatedAt";
        String cursor = agent.get(list).is(200).next().orElseThrow();

        assertThat(statementsOf(agent, list)).hasSize(2);
        assertThat(statementsOf(agent, list + "&cursor=" + cursor)).hasSize(2);
        assertThat(statementsOf(agent, "/tickets?limit=5&tag=even&team=none")).hasSize(2);
        assertThat(statementsOf(agent, "/tickets?status=CLOSED")).hasSize(1);
        assertThat(statementsOf(agent, "/tickets?limit=100&view=summary")).hasSize(1);
    }

    @Test
    void otherReadsCostAFixedNumberToo() throws SQLException {
        assertThat(statementsOf(agent, ticket)).hasSize(2);
        assertThat(statementsOf(agent, ticket + "/comments")).hasSize(2);
        assertThat(statementsOf(agent, ticket + "/history")).hasSize(2);
        assertThat(statementsOf(agent, "/tags")).hasSize(1);
        assertThat(statementsOf(agent, "/users?limit=100")).hasSize(1);
        assertThat(statementsOf(customer, "/me")).hasSize(1);
    }

    @Test
    void searchCostsThreeStatementsAndAViewOneMoreForItsCount() throws SQLException {
        assertThat(statementsOf(agent, "/tickets?limit=20&q=ticket")).hasSize(3);
        assertThat(statementsOf(customer, "/tickets?limit=5&q=ticket+answer&status=OPEN"))
                .hasSize(3);
        assertThat(statementsOf(agent, "/tickets?limit=5&q=ticket&sort=createdAt"))
                .hasSize(2);
        for (String name : List.of("first", "second", "third")) {
            agent.send("POST", "/views", "{\"name\": \"" + name + "\", \"filter\": {\"q\": \"ticket\"}}")
                    .is(201);
        }
        assertThat(statementsOf(agent, "/views")).hasSize(4);
    }

    /** The statements that the tenant's database runs for a request, each as often as it is run. */
    private static List<String> statementsOf(Client client, String path) throws SQLException {
        client.get(path).is(200);
        superuser.execute("postgres", "select pg_stat_statements_reset()");
        client.get(path).is(200);
        return superuser.column(
                "postgres",
                "select query from pg_stat_statements s join pg_database d on d.oid = s.dbid,"
                        + " generate_series(1, s.calls) where d.datname = '" + database + "'");
    }
}
