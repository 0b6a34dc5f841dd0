package com.helpdeskly.api.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.api.boundary.ApiServer.Answer;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketsApiTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    @RegisterExtension
    final ApiServer api = new ApiServer(database);

    private final User admin = database.user("ada", Role.ADMIN);
    private final User agent = database.user("ann", Role.AGENT);
    private final User customer = database.user("cleo", Role.CUSTOMER);

    @Test
    void aTicketIsOpenedFoundByBothNamesChangedAndDeleted() {
        Answer opened = api.send(customer, "POST", "tickets", "{\"title\": \" Broken \", \"description\": \"It is.\"}");
        assertThat(opened.status()).isEqualTo(201);
        JsonObject ticket = opened.json();
        String path = "tickets/" + ticket.getString("id");
        assertThat(opened.header("Location")).endsWith("/api/v1/" + path);
        assertThat(opened.header("ETag")).isEqualTo("\"1\"");
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
        assertThat(ticket.getString("title")).isEqualTo("Broken");
        assertThat(ticket.getString("status")).isEqualTo("OPEN");
        assertThat(ticket.getString("priority")).isEqualTo("MEDIUM");
        assertThat(ticket.get("assignedTo")).isEqualTo(JsonValue.NULL);
        assertThat(ticket.getJsonObject("author").keySet()).containsExactlyInAnyOrder("id", "name", "email", "role");
        assertThat(ticket.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

        assertThat(api.get(agent, path).json()).isEqualTo(ticket);
        assertThat(api.get(agent, "tickets/" + ticket.getInt("number")).json()).isEqualTo(ticket);
        assertThat(api.get(agent, path, "If-None-Match", "\"1\"").status()).isEqualTo(304);

        String assign = "{\"assignedToId\": \"%s\", \"status\": \"IN_PROGRESS\"}".formatted(agent.id());
        Answer changed = api.send(agent, "PATCH", path, assign, "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().getJsonObject("assignedTo").getString("name")).isEqualTo("ann");
        assertProblem(api.send(agent, "PATCH", path, assign, "If-Match", "\"1\""), 412, "precondition-failed");
        assertProblem(api.send(agent, "DELETE", path, null, "If-Match", "\"1\""), 412, "precondition-failed");
        assertThat(api.send(agent, "PATCH", path, "{\"assignedToId\": null}")
                        .json()
                        .get("assignedTo"))
                .isEqualTo(JsonValue.NULL);

        assertProblem(api.send(customer, "DELETE", path, null), 403, "forbidden");
        assertThat(api.send(agent, "DELETE", path, null).status()).isEqualTo(204);
        assertProblem(api.get(agent, path), 404, "ticket-not-found");
        assertThat(api.send(agent, "POST", path + "/restore", null).status()).isEqualTo(200);
        assertThat(api.get(customer, path).status()).isEqualTo(200);
    }

    @Test
    void everyViolationOfABodyIsToldAtOnce() {
        Answer answer = api.send(
                agent,
                "POST",
                "tickets",
                "{\"title\": \"  \", \"priority\": \"NOW\", \"assignedToId\": \"x\", \"extra\": 1}");
        assertProblem(answer, 400, "invalid-request");
        assertThat(fields(answer))
                .containsExactlyInAnyOrder("title", "description", "priority", "assignedToId", "extra");
    }

    @Test
    void everyViolationOfAQueryIsToldAtOnce() {
        Answer answer = api.get(
                agent, "tickets?status=OPEN,nope&priority=0&assignedTo=you&author=none&sort=title&view=full&limit=101");
        assertProblem(answer, 400, "invalid-request");
        assertThat(fields(answer))
                .containsExactlyInAnyOrder("status", "priority", "assignedTo", "author", "sort", "view", "limit");
    }

    @Test
    void aListIsReadPageByPage() {
        for (int i = 1; i <= 5; i++) {
            open(customer, "t" + i);
        }
        List<String> titles = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page =
                    api.get(customer, "tickets?limit=2&sort=createdAt" + cursor).json();
            page.getJsonArray("items")
                    .forEach(item -> titles.add(item.asJsonObject().getString("title")));
            cursor = page.isNull("next") ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        assertThat(titles).containsExactly("t1", "t2", "t3", "t4", "t5");
    }

    @Test
    void aCursorIsGoodForItsOwnListAndCallerOnly() {
        open(customer, "t1");
        open(customer, "t2");
        String next = "&cursor=" + api.get(agent, "tickets?limit=1").json().getString("next");
        assertThat(api.get(agent, "tickets?limit=2" + next).status()).isEqualTo(200);
        for (String other : List.of("tickets?sort=createdAt", "tickets?status=OPEN", "users?limit=1")) {
            assertProblem(api.get(agent, other + next), 400, "invalid-request");
        }
        assertProblem(api.get(customer, "tickets?limit=1" + next), 400, "invalid-request");
    }

    @Test
    void filtersTakeListsAndNames() {
        JsonObject mine = open(agent, "mine");
        JsonObject other = open(customer, "other");
        api.send(
                agent,
                "PATCH",
                "tickets/" + other.getInt("number"),
                "{\"status\": \"WAITING\", \"priority\": \"HIGH\"}");

        assertThat(titles(agent, "author=me")).containsExactly("mine");
        assertThat(titles(agent, "author=" + customer.id())).containsExactly("other");
        assertThat(titles(agent, "status=WAITING,CLOSED&priority=HIGH")).containsExactly("other");
        assertThat(titles(agent, "status=WAITING&status=OPEN")).containsExactly("other", "mine");
        assertThat(titles(agent, "assignedTo=none&sort=updatedAt")).containsExactly("mine", "other");
        assertThat(titles(agent, "assignedTo=me")).isEmpty();
        assertThat(titles(customer, "author=" + agent.id())).isEmpty();
        assertThat(mine.getInt("number")).isEqualTo(1);
    }

    @Test
    void aSummaryLeavesTheCommentsOut() {
        JsonObject ticket = open(customer, "t");
        comment(customer, ticket, "{\"body\": \"hello\"}");
        JsonObject full = api.get(agent, "tickets").json().getJsonArray("items").getJsonObject(0);
        JsonObject summary = api.get(agent, "tickets?view=summary")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(full.getJsonArray("comments")).hasSize(1);
        assertThat(full.getJsonArray("comments").getJsonObject(0).keySet())
                .contains("id", "body", "internal", "author", "createdAt", "updatedAt");
        assertThat(summary).doesNotContainKey("comments").containsEntry("commentCount", full.get("commentCount"));
    }

    @Test
    void commentsAreWrittenPagedEditedAndRemoved() {
        JsonObject ticket = open(customer, "t");
        String comments = "tickets/" + ticket.getString("id") + "/comments";
        Answer first = comment(customer, ticket, "{\"body\": \"first\"}");
        assertThat(first.status()).isEqualTo(201);
        String path = comments + "/" + first.json().getString("id");
        assertThat(first.header("Location")).endsWith("/api/v1/" + path);
        comment(agent, ticket, "{\"body\": \"note\", \"internal\": true}");
        comment(agent, ticket, "{\"body\": \"second\", \"internal\": false}");
        assertProblem(comment(customer, ticket, "{\"body\": \"x\", \"internal\": true}"), 403, "forbidden");
        assertProblem(comment(customer, ticket, "{\"body\": \" \"}"), 400, "invalid-request");

        JsonObject page = api.get(customer, comments + "?limit=1").json();
        assertThat(bodies(page)).containsExactly("first");
        assertThat(bodies(api.get(customer, comments + "?cursor=" + page.getString("next"))
                        .json()))
                .containsExactly("second");
        assertThat(bodies(api.get(agent, comments).json())).containsExactly("first", "note", "second");

        assertProblem(api.send(agent, "PATCH", path, "{\"body\": \"x\"}"), 403, "forbidden");
        assertProblem(
                api.send(customer, "PATCH", path, "{\"body\": \"x\"}", "If-Match", "\"7\""),
                412,
                "precondition-failed");
        Answer edited = api.send(customer, "PATCH", path, "{\"body\": \"edited\"}", "If-Match", first.header("ETag"));
        assertThat(edited.status()).isEqualTo(200);
        assertThat(api.get(customer, path).header("ETag")).isEqualTo(edited.header("ETag"));
        assertThat(api.send(admin, "DELETE", path, null).status()).isEqualTo(204);
        assertProblem(api.get(customer, path), 404, "comment-not-found");
    }

    @Test
    void whatIsNotThereOrNotTheirsIsNotFound() {
        JsonObject foreign = open(agent, "t");
        assertProblem(api.get(customer, "tickets/" + foreign.getInt("number")), 404, "ticket-not-found");
        assertProblem(api.get(agent, "tickets/99"), 404, "ticket-not-found");
        assertProblem(api.get(agent, "tickets/none"), 404, "ticket-not-found");
        assertProblem(api.get(agent, "tickets/1/comments/none"), 404, "not-found");
    }

    @Test
    void nobodyGetsAnythingWithoutASignIn() {
        for (String path : List.of("me", "users", "tickets", "tickets/1", "tickets/1/comments")) {
            assertProblem(api.get(null, path), 401, "unauthorized");
        }
    }

    private JsonObject open(User author, String title) {
        return api.send(author, "POST", "tickets", "{\"title\": \"%s\", \"description\": \"d\"}".formatted(title))
                .json();
    }

    private Answer comment(User author, JsonObject ticket, String json) {
        return api.send(author, "POST", "tickets/" + ticket.getString("id") + "/comments", json);
    }

    private List<String> titles(User caller, String query) {
        return api.get(caller, "tickets?" + query).json().getJsonArray("items").stream()
                .map(item -> item.asJsonObject().getString("title"))
                .toList();
    }

    private static List<String> bodies(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(item -> item.asJsonObject().getString("body"))
                .toList();
    }

    private static List<String> fields(Answer answer) {
        return answer.json().getJsonArray("violations").stream()
                .map(violation -> violation.asJsonObject().getString("field"))
                .toList();
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("type")).isEqualTo("urn:helpdeskly:problem:" + code);
    }
}
