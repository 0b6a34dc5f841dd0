package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.idOf;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a ticket is opened and found, and by whom. */
@ExtendWith(RunningServer.class)
class TicketsIT {
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "tickets");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    @Test
    void newTicketIsItsCallersAndOpenOfMediumPriorityAndNobodysYet() {
        JsonObject ticket = customer.post("/tickets", json("title", "Broken", "description", "It is."))
                .is(201)
                .json();

        assertThat(ticket.keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "number",
                        "title",
                        "description",
                        "status",
                        "priority",
                        "author",
                        "assignedTo",
                        "team",
                        "tags",
                        "mergedInto",
                        "comments",
                        "commentCount",
                        "attachmentCount",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(ticket.getString("status")).isEqualTo("OPEN");
        assertThat(ticket.getString("priority")).isEqualTo("MEDIUM");
        assertThat(ticket.getJsonObject("author"))
                .isEqualTo(json(
                        "id",
                        company.customer().id(),
                        "name",
                        "Person CUSTOMER",
                        "email",
                        company.customer().email(),
                        "role",
                        "CUSTOMER"));
        assertThat(ticket.get("assignedTo")).isEqualTo(JsonValue.NULL);
        assertThat(ticket.getJsonArray("comments")).isEmpty();
        assertThat(ticket.getInt("commentCount")).isZero();
        assertThat(ticket.getString("createdAt")).endsWith("Z").isEqualTo(ticket.getString("updatedAt"));
        assertThat(Instant.parse(ticket.getString("createdAt")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void locationOfANewTicketLeadsToItAndItsEntityTagIsGoodFromTheBeginning() {
        Answer opened = agent.post("/tickets", json("title", "Located", "description", "x"))
                .is(201);
        String location = opened.header("Location").orElseThrow();
        String tag = opened.header("ETag").orElseThrow();

        assertThat(location)
                .isEqualTo(company.helpdeskly().app() + "/api/v1/tickets/"
                        + opened.json().getString("id"));
        Answer read =
                agent.get(location.substring(location.indexOf("/tickets/"))).is(200);
        assertThat(read.json()).isEqualTo(opened.json());
        assertThat(read.header("ETag")).contains(tag);
    }

    @Test
    void agentOpensATicketWithAllThatATicketCanHave() {
        JsonObject ticket = agent.post(
                        "/tickets",
                        json(
                                "title",
                                "By telephone",
                                "description",
                                "They called.",
                                "priority",
                                "URGENT",
                                "status",
                                "IN_PROGRESS",
                                "assignedToId",
                                company.admin().id(),
                                "authorId",
                                company.customer().id()))
                .is(201)
                .json();

        assertThat(ticket.getString("priority")).isEqualTo("URGENT");
        assertThat(ticket.getString("status")).isEqualTo("IN_PROGRESS");
        assertThat(idOf(ticket, "assignedTo")).isEqualTo(company.admin().id());
        assertThat(idOf(ticket, "author")).isEqualTo(company.customer().id());
        assertThat(customer.get(path(ticket)).is(200).json().getString("title")).isEqualTo("By telephone");
    }

    @Test
    void customerNamesNoOtherAuthorAndNeitherStatusNorAssignee() {
        String mine = company.customer().id();
        String title = "Not of mine";

        customer.post("/tickets", ticket(title, "authorId", company.agent().id()))
                .isProblem(403, "forbidden");
        customer.post("/tickets", ticket(title, "authorId", NO_ID)).isProblem(403, "forbidden");
        customer.post("/tickets", ticket(title, "assignedToId", company.agent().id()))
                .isProblem(403, "forbidden");
        customer.post("/tickets", ticket(title, "status", "CLOSED")).isProblem(403, "forbidden");

        assertThat(customer.get("/tickets?limit=100").is(200).items("title")).doesNotContain(title);
        assertThat(idOf(
                        customer.post("/tickets", ticket("Of mine", "authorId", mine))
                                .is(201)
                                .json(),
                        "author"))
                .isEqualTo(mine);
    }

    @Test
    void peopleWhoCannotHaveATicketAreRefused() {
        String ticket = path(newTicket(agent, "Wants an assignee"));
        Company.Person left = company.another("AGENT");
        admin.delete("/users/" + left.id()).is(204);

        for (String id : List.of(NO_ID, company.customer().id(), left.id())) {
            agent.post("/tickets", ticket("Nobody's", "assignedToId", id)).isInvalid("assignedToId");
            agent.patch(ticket, json("assignedToId", id)).isInvalid("assignedToId");
        }
        agent.post("/tickets", ticket("Nobody's", "authorId", NO_ID)).isInvalid("authorId");
        agent.post("/tickets", json("title", "x", "description", "x", "authorId", NO_ID, "assignedToId", NO_ID))
                .isInvalid("assignedToId", "authorId");
        agent.post(
                        "/tickets",
                        json(
                                "title",
                                "x",
                                "description",
                                "x",
                                "authorId",
                                NO_ID,
                                "assignedToId",
                                company.customer().id()))
                .isInvalid("assignedToId", "authorId");
        assertThat(agent.get(ticket).is(200).json().get("assignedTo")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void everyRuleThatANewTicketBreaksIsToldAtOnce() {
        agent.send("POST", "/tickets", "{}").isInvalid("description", "title");
        agent.send(
                        "POST",
                        "/tickets",
                        "{\"title\":\" \\t\",\"description\":\"\\n\",\"priority\":\"high\",\"status\":7,"
                                + "\"assignedToId\":true,\"authorId\":\"1\",\"id\":1,\"number\":2}")
                .isInvalid("assignedToId", "authorId", "description", "id", "number", "priority", "status", "title");
        agent.send("POST", "/tickets", "{\"title\":null,\"description\":null}").isInvalid("description", "title");
    }

    @Test
    void lengthsCountCharactersAndNotBytesOrHalvesOfThem() {
        for (String one : List.of("x", "ж", "的", "🔥")) {
            String longest = one.repeat(200);
            JsonObject ticket = newTicket(agent, longest);
            assertThat(ticket.getString("title")).isEqualTo(longest);
            assertThat(agent.get(path(ticket)).is(200).json().getString("title"))
                    .isEqualTo(longest);
            agent.post("/tickets", json("title", one.repeat(201), "description", "x"))
                    .isInvalid("title");
            agent.patch(path(ticket), json("title", one.repeat(201))).isInvalid("title");
        }
        assertThat(newTicket(agent, "🔥").getString("title")).isEqualTo("🔥");
        assertThat(newTicket(agent, "  " + "x".repeat(200) + " \n").getString("title"))
                .isEqualTo("x".repeat(200));
        String longest = "🔥".repeat(65_536);
        JsonObject ticket = agent.post("/tickets", json("title", "Long", "description", longest))
                .is(201)
                .json();
        assertThat(agent.get(path(ticket)).is(200).json().getString("description"))
                .isEqualTo(longest);
        agent.post("/tickets", json("title", "x", "description", longest + "x")).isInvalid("description");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Größe, naïve Façade, Łódź",
                "Принтер не работает",
                "打印机着火了 プリンター 프린터",
                "الطابعة لا تعمل — שלום",
                "\u202Eright to left\u202C and \u200Fmarks\u200E",
                "ไทย हिन्दी தமிழ் ქართული ᏣᎳᎩ",
                "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𓀀 𠜎",
                "composed \u00e9 and decomposed e\u0301 stay two",
                "\"quotes\" \\backslash\\ /slash/ 'apostrophe' ; -- drop",
                "<script>alert(1)</script> &amp; ${jndi:x} %s {0} :name ?",
                "line\nfeed\ttab\r\nreturn \u0001\u0007\u001b[31m\u007f\u0085 \u2028 \u2029 \ufeff \ufffd \uffff",
            })
    void textReadsBackAsItWasWritten(String text) {
        JsonObject opened = customer.post("/tickets", json("title", text, "description", text))
                .is(201)
                .json();
        String path = path(opened);
        agent.post(path + "/comments", json("body", text)).is(201);

        JsonObject read = customer.get(path).is(200).json();
        assertThat(opened.getString("title")).isEqualTo(text);
        assertThat(read.getString("title")).isEqualTo(text);
        assertThat(read.getString("description")).isEqualTo(text);
        assertThat(read.getJsonArray("comments").getJsonObject(0).getString("body"))
                .isEqualTo(text);
        assertThat(customer.get("/tickets?limit=1").is(200).items("description"))
                .containsExactly(text);
        assertThat(customer.patch(path, json("title", text + "!"))
                        .is(200)
                        .json()
                        .getString("title"))
                .isEqualTo(text + "!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud83d", "\\udd25", "\\udd25\\ud83d"})
    void textThatCannotBeKeptIsRefused(String escaped) {
        String path = path(newTicket(agent, "Keeps its title"));
        String both = "{\"title\":\"" + escaped + "\",\"description\":\"" + escaped + "\"}";

        agent.send("POST", "/tickets", both).isInvalid("description", "title");
        agent.send("PATCH", path, both).isInvalid("description", "title");
        agent.send("POST", path + "/comments", "{\"body\":\"" + escaped + "\"}").isInvalid("body");
        assertThat(agent.get(path).is(200).json().getString("title")).isEqualTo("Keeps its title");
    }

    @Test
    void ticketIsFoundByItsIdAndByItsRunningNumberWhichGrows() {
        JsonObject first = newTicket(customer, "First");
        JsonObject second = newTicket(agent, "Second");

        assertThat(second.getInt("number")).isGreaterThan(first.getInt("number"));
        assertThat(first.getInt("number")).isPositive();
        assertThat(agent.get("/tickets/" + first.getInt("number")).is(200).json())
                .isEqualTo(agent.get(path(first)).is(200).json());
        agent.get("/tickets/" + first.getString("id").toUpperCase()).is(200);
        assertThat(agent.patch("/tickets/" + first.getInt("number"), json("priority", "LOW"))
                        .is(200)
                        .json()
                        .getString("id"))
                .isEqualTo(first.getString("id"));
        Answer head = agent.send("HEAD", path(first), null).is(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NO_ID,
                "0",
                "-1",
                "00",
                "999999999",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999999999",
                "1.0",
                "1e3",
                "x",
                "1%20",
                "%F0%9F%94%A5",
                "00000000-0000-7000-8000-00000000000",
                "00000000-0000-7000-8000-0000000000000"
            })
    void whatNamesNoTicketIsNotFound(String name) {
        String path = "/tickets/" + name;
        assertThat(agent.get(path).hidesInternals().status()).isEqualTo(404);
        assertThat(agent.patch(path, json("title", "x")).hidesInternals().status())
                .isEqualTo(404);
        assertThat(agent.delete(path).hidesInternals().status()).isEqualTo(404);
        assertThat(agent.get(path + "/comments").hidesInternals().status()).isEqualTo(404);
        assertThat(agent.with("If-Match", "\"1\"")
                        .patch(path, json("title", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void ticketsOfOthersAreNotThereForACustomer() {
        Company.Person other = company.another("CUSTOMER");
        for (JsonObject foreign : List.of(newTicket(agent, "Of an agent"), newTicket(other.client(), "Of another"))) {
            for (String path : List.of(path(foreign), "/tickets/" + foreign.getInt("number"))) {
                customer.get(path).isProblem(404, "ticket-not-found");
                customer.patch(path, json("title", "Taken over")).isProblem(404, "ticket-not-found");
                customer.get(path + "/comments").isProblem(404, "ticket-not-found");
                customer.post(path + "/comments", json("body", "x")).isProblem(404, "ticket-not-found");
            }
            assertThat(agent.get(path(foreign)).is(200).json()).isEqualTo(foreign);
        }
    }

    private static JsonObject ticket(String title, String field, String value) {
        return json("title", title, "description", "x", field, value);
    }
}
