package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Form;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what. An operation that is published and not in {@link #matrix} fails. */
@ExtendWith(RunningServer.class)
class RolesIT {
    private static final String BASE = "/api/v1";
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    private static final String FORM =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nSaid\r\n--b--\r\n";

    private static Map<String, JsonObject> published;
    private static Company company;
    private static Client anonymous;
    private static Client stranger;
    private static Client colleague;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "roles");
        published = publishedOperations(running);
        anonymous = running.tenant(company.slug());
        stranger = company.another("CUSTOMER").client();
        colleague = company.another("AGENT").client();
    }

    /**
     * What is answered to an operation on a ticket and a comment of the company's customer: to nobody in particular, to
     * another customer, to that customer, to an agent who has not written it, and to an admin.
     */
    record Row(String operation, String body, int anonymous, int stranger, int customer, int agent, int admin) {}

    static Stream<Row> matrix() {
        String person = json("email", "?", "name", "New", "role", "AGENT").toString();
        String credentials = json("email", "?", "password", "wrong").toString();
        String password = json("password", Helpdeskly.PASSWORD).toString();
        String ticket = json("title", "x", "description", "x").toString();
        String title = json("title", "Changed").toString();
        String text = json("body", "Said").toString();
        String view = "{\"name\": \"?\", \"filter\": {\"status\": \"OPEN\"}}";
        String team = json("name", "?").toString();
        String bulk = "{\"ids\":[\"#\"],\"patch\":" + title + "}";
        String merge = json("into", "#").toString();
        String tags = "{\"tags\":[\"x\"]}";
        return Stream.of(
                new Row("POST /auth/token", credentials, 401, 401, 401, 401, 401),
                new Row("POST /users/{user}/password-reset", null, 401, 403, 403, 403, 200),
                new Row("GET /invitations", null, 401, 403, 403, 403, 200),
                new Row("POST /invitations", person, 401, 403, 403, 403, 201),
                new Row("GET /invitations/{invitation}", null, 401, 403, 403, 403, 200),
                new Row("POST /invitations/{invitation}", password, 204, 204, 204, 204, 204),
                new Row("DELETE /invitations/{invitation}", null, 401, 403, 403, 403, 204),
                new Row("POST /auth/password-reset", json("email", "?").toString(), 202, 202, 202, 202, 202),
                new Row("POST /auth/password-reset/{token}", password, 404, 404, 404, 404, 404),
                new Row("POST /auth/sign-out-everywhere", null, 401, 204, 204, 204, 204),
                new Row("GET /api-keys", null, 401, 200, 200, 200, 200),
                new Row("POST /api-keys", Keys.request("roles", "tickets:read").toString(), 401, 201, 201, 201, 201),
                new Row("GET /api-keys/{key}", null, 401, 404, 200, 404, 404),
                new Row("DELETE /api-keys/{key}", null, 401, 404, 204, 404, 404),
                new Row("GET /me", null, 401, 200, 200, 200, 200),
                new Row("GET /users", null, 401, 403, 403, 200, 200),
                new Row("POST /users", person, 401, 403, 403, 403, 201),
                new Row("GET /users/{user}", null, 401, 403, 403, 200, 200),
                new Row("PATCH /users/{user}", json("name", "x").toString(), 401, 403, 403, 403, 200),
                new Row("DELETE /users/{user}", null, 401, 403, 403, 403, 204),
                new Row("GET /tickets", null, 401, 200, 200, 200, 200),
                new Row("POST /tickets", ticket, 401, 201, 201, 201, 201),
                new Row("GET /tickets/{ticket}", null, 401, 404, 200, 200, 200),
                new Row("PATCH /tickets/{ticket}", title, 401, 404, 200, 200, 200),
                new Row("DELETE /tickets/{ticket}", null, 401, 403, 403, 204, 204),
                new Row("POST /tickets/{ticket}/restore", null, 401, 403, 403, 200, 200),
                new Row("GET /tickets/{ticket}/history", null, 401, 404, 200, 200, 200),
                new Row("PUT /tickets/{ticket}/tags", tags, 401, 403, 403, 200, 200),
                new Row("GET /tags", null, 401, 200, 200, 200, 200),
                new Row("POST /tickets/{ticket}/merge", merge, 401, 403, 403, 200, 200),
                new Row("POST /tickets/bulk", bulk, 401, 403, 403, 200, 200),
                new Row("GET /teams", null, 401, 403, 403, 200, 200),
                new Row("POST /teams", team, 401, 403, 403, 403, 201),
                new Row("GET /teams/{team}", null, 401, 403, 403, 200, 200),
                new Row("PATCH /teams/{team}", team, 401, 403, 403, 403, 200),
                new Row("DELETE /teams/{team}", null, 401, 403, 403, 403, 204),
                new Row("GET /tickets/{ticket}/comments", null, 401, 404, 200, 200, 200),
                new Row("POST /tickets/{ticket}/comments", text, 401, 404, 201, 201, 201),
                new Row("GET /tickets/{ticket}/comments/{comment}", null, 401, 404, 200, 200, 200),
                new Row("PATCH /tickets/{ticket}/comments/{comment}", text, 401, 404, 200, 403, 200),
                new Row("DELETE /tickets/{ticket}/comments/{comment}", null, 401, 404, 204, 403, 204),
                // A view that another agent has shared with the staff.
                new Row("GET /views", null, 401, 200, 200, 200, 200),
                new Row("POST /views", view, 401, 201, 201, 201, 201),
                new Row("GET /views/{view}", null, 401, 404, 404, 200, 200),
                new Row("PATCH /views/{view}", json("name", "?").toString(), 401, 404, 404, 403, 200),
                new Row("DELETE /views/{view}", null, 401, 404, 404, 403, 204),
                new Row("GET /tickets/{ticket}/attachments", null, 401, 404, 200, 200, 200),
                new Row("POST /tickets/{ticket}/attachments", FORM, 401, 404, 201, 201, 201),
                new Row("GET /attachments/{attachment}", null, 401, 404, 200, 200, 200),
                new Row("DELETE /attachments/{attachment}", null, 401, 404, 204, 403, 204));
    }

    @Test
    void matrixHoldsEveryOperationThatIsPublished() {
        assertThat(matrix().map(Row::operation)).containsExactlyInAnyOrderElementsOf(published.keySet());
    }

    @Test
    void successIsPublishedAsItIsAnswered() {
        matrix().filter(row -> row.admin() < 300).forEach(row -> {
            JsonObject responses = published.get(row.operation()).getJsonObject("responses");
            assertThat(responses.keySet())
                    .as(row.operation())
                    .contains(String.valueOf(row.admin()))
                    .filteredOn(status -> status.startsWith("2"))
                    .hasSize(1);
            JsonObject success = responses.getJsonObject(String.valueOf(row.admin()));
            assertThat(success.containsKey("content"))
                    .as("the schema of " + row.operation())
                    .isEqualTo(row.admin() != 204 && row.admin() != 202);
            assertThat(success.toString()).as(row.operation()).doesNotContain("\"schema\":{}");
        });
    }

    /** The operations of the app plane's part of the document, by method and path. */
    private static Map<String, JsonObject> publishedOperations(Helpdeskly helpdeskly) {
        Map<String, JsonObject> operations = new TreeMap<>();
        JsonObject document = helpdeskly
                .atControl()
                .with("Accept", "application/json")
                .get("/openapi")
                .is(200)
                .json();
        document.getJsonObject("paths")
                .forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
                    if (path.startsWith(BASE + "/") && METHODS.contains(method)) {
                        operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path.substring(BASE.length()),
                                operation.asJsonObject());
                    }
                }));
        return operations;
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everybodyMayDoWhatTheMatrixSaysAndNothingElse(Row row) {
        assertThat(answers(row))
                .as(row.operation() + " by nobody, another customer, the customer, an agent, an admin")
                .containsExactly(row.anonymous(), row.stranger(), row.customer(), row.agent(), row.admin());
    }

    private static List<Integer> answers(Row row) {
        return callers(row)
                .map(client -> call(client, row))
                .map(Answer::hidesInternals)
                .map(Answer::status)
                .toList();
    }

    /** Who signs out everywhere is of no use to the other rows. */
    private static Stream<Client> callers(Row row) {
        if (row.operation().contains("sign-out")) {
            return Stream.concat(
                    Stream.of(anonymous),
                    Stream.of("CUSTOMER", "CUSTOMER", "AGENT", "ADMIN")
                            .map(role -> company.another(role).client()));
        }
        return Stream.of(
                anonymous,
                stranger,
                company.customer().client(),
                company.agent().client(),
                company.admin().client());
    }

    /** Each on resources of its own, which it may change or take away. */
    private static Answer call(Client client, Row row) {
        String[] operation = row.operation().split(" ");
        String path = operation[1];
        if (path.contains("{user}")) {
            path = path.replace("{user}", newUser());
        }
        if (path.contains("{key}")) {
            path = path.replace(
                    "{key}",
                    Keys.make(company.customer().client(), "tickets:read").getString("id"));
        }
        path = path.replace("{token}", "no-token-of-anybody");
        if (path.contains("{invitation}")) {
            path = path.replace("{invitation}", newInvitation(operation[0].equals("POST") ? "token" : "id"));
        }
        if (path.contains("{view}")) {
            path = path.replace("{view}", newSharedView());
        }
        if (path.contains("{team}")) {
            path = path.replace("{team}", newTeam());
        }
        if (path.contains("{ticket}")) {
            JsonObject ticket = newTicket(company.customer().client(), "Of the customer");
            path = path.replace("{ticket}", ticket.getString("id"));
            path = path.contains("{comment}") ? path.replace("{comment}", newComment(ticket)) : path;
        }
        if (path.contains("{attachment}")) {
            path = path.replace("{attachment}", newAttachment());
        }
        String body = row.body() == null ? null : row.body().replace("?", newSlug("person") + "@roles.example");
        if (body != null && body.contains("#")) {
            body = body.replace(
                    "#", newTicket(company.customer().client(), "Another").getString("id"));
        }
        boolean isForm = FORM.equals(body);
        return (isForm ? client.with("Content-Type", "multipart/form-data; boundary=b") : client)
                .send(operation[0], path, body);
    }

    private static String newUser() {
        return company.admin()
                .client()
                .post("/users", json("email", newSlug("user") + "@roles.example", "name", "User", "role", "AGENT"))
                .is(201)
                .json()
                .getString("id");
    }

    private static String newInvitation(String field) {
        return company.admin()
                .client()
                .post(
                        "/invitations",
                        json("email", newSlug("invited") + "@roles.example", "name", "Invited", "role", "AGENT"))
                .is(201)
                .json()
                .getString(field);
    }

    private static String newSharedView() {
        String view = "{\"name\": \"%s\", \"filter\": {\"status\": \"OPEN\"}, \"shared\": true}";
        return colleague
                .send("POST", "/views", view.formatted(newSlug("view")))
                .is(201)
                .json()
                .getString("id");
    }

    private static String newTeam() {
        return company.admin()
                .client()
                .post("/teams", json("name", newSlug("team")))
                .is(201)
                .json()
                .getString("id");
    }

    private static String newComment(JsonObject ticket) {
        return company.customer()
                .client()
                .post(path(ticket) + "/comments", json("body", "Of the customer"))
                .is(201)
                .json()
                .getString("id");
    }

    private static String newAttachment() {
        Client customer = company.customer().client();
        return customer.postForm(
                        path(newTicket(customer, "Of the customer")) + "/attachments", Form.file("a.txt", new byte[1]))
                .is(201)
                .json()
                .getString("id");
    }
}
