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
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said on a ticket, to everybody and among the staff. */
@ExtendWith(RunningServer.class)
class CommentsIT {
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private static Company company;
    private static Client admin;
    private static Client agent;
    private static Client customer;

    private String ticket;
    private String comments;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "comments");
        admin = company.admin().client();
        agent = company.agent().client();
        customer = company.customer().client();
    }

    @BeforeEach
    void ticketOfTheCustomer() {
        ticket = path(newTicket(customer, "Discussed"));
        comments = ticket + "/comments";
    }

    @Test
    void newCommentIsItsCallersAndForAllAndCanBeReadWhereItIsSaidToBe() {
        Answer added = customer.post(comments, json("body", " As I said:\n")).is(201);
        JsonObject comment = added.json();

        assertThat(comment.keySet())
                .containsExactlyInAnyOrder("id", "body", "internal", "author", "version", "createdAt", "updatedAt");
        assertThat(comment.getString("body")).isEqualTo(" As I said:\n");
        assertThat(comment.getBoolean("internal")).isFalse();
        assertThat(idOf(comment, "author")).isEqualTo(company.customer().id());
        assertThat(comment.getString("createdAt")).endsWith("Z").isEqualTo(comment.getString("updatedAt"));
        assertThat(added.header("Location"))
                .contains(company.helpdeskly().app() + "/api/v1" + comments + "/" + comment.getString("id"));

        Answer read = agent.get(comments + "/" + comment.getString("id")).is(200);
        assertThat(read.json()).isEqualTo(comment);
        assertThat(read.header("ETag")).isPresent().isEqualTo(added.header("ETag"));
        agent.with("If-None-Match", read.header("ETag").orElseThrow())
                .get(comments + "/" + comment.getString("id"))
                .is(304);
        assertThat(agent.get(comments).is(200).items()).containsExactly(comment);
        assertThat(customer.get(ticket).is(200).json().getJsonArray("comments")).containsExactly(comment);
    }

    @Test
    void commentsComeOldestFirstInPagesThatJoin() {
        List<String> said = IntStream.range(0, 7)
                .mapToObj(i -> say(i % 2 == 0 ? agent : customer, "Comment " + i))
                .toList();

        for (int limit : new int[] {1, 3, 7, 100}) {
            assertThat(customer.walk(comments + "?limit=" + limit))
                    .extracting(item -> item.getString("id"))
                    .isEqualTo(said);
        }
        assertThat(agent.get(ticket).is(200).json().getJsonArray("comments").getValuesAs(JsonObject.class))
                .extracting(item -> item.getString("id"))
                .isEqualTo(said);
        for (String limit : List.of("0", "101", "x", "")) {
            agent.get(comments + "?limit=" + limit).isInvalid("limit");
        }
    }

    @Test
    void cursorOfOneTicketsCommentsIsWorthlessForAnothers() {
        say(agent, "One");
        say(agent, "Two");
        String cursor = "?cursor=" + agent.get(comments + "?limit=1").next().orElseThrow();
        String other = path(newTicket(customer, "Other")) + "/comments";

        agent.get(comments + cursor).is(200);
        agent.get(other + cursor).isInvalid("cursor");
        admin.get(comments + cursor).isInvalid("cursor");
        agent.get(comments + cursor.substring(0, cursor.length() - 2)).isInvalid("cursor");
        agent.get(comments + "?cursor=x").isInvalid("cursor");
    }

    @Test
    void walkMeetsEachCommentOnceWhileOthersAreWrittenAndRemoved() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            before.add(say(agent, "Before " + i));
        }
        String doomed = before.remove(5);
        AtomicBoolean walked = new AtomicBoolean();
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
            agent.delete(comments + "/" + doomed).is(204);
            do {
                say(customer, "Meanwhile");
                agent.send("POST", comments, "{\"body\":\"Hush\",\"internal\":true}")
                        .is(201);
            } while (!walked.get());
        });

        List<String> seen = new ArrayList<>();
        try {
            String cursor = "";
            while (cursor != null && !seen.containsAll(before)) {
                Answer page = customer.get(comments + "?limit=1" + cursor).is(200);
                seen.addAll(page.items("id"));
                assertThat(seen).doesNotHaveDuplicates();
                cursor = page.next().map(next -> "&cursor=" + next).orElse(null);
            }
        } finally {
            walked.set(true);
        }
        busy.join();
        assertThat(seen).containsSubsequence(before);
    }

    @Test
    void everyRuleThatACommentBreaksIsToldAtOnce() {
        for (String body : List.of("null", "\"\"", "\" \\n\\t\"", "1", "{}", "[\"x\"]", "true")) {
            agent.send("POST", comments, "{\"body\":" + body + "}").isInvalid("body");
        }
        agent.send("POST", comments, "{}").isInvalid("body");
        agent.send("POST", comments, "{\"internal\":\"yes\",\"author\":\"me\",\"id\":1}")
                .isInvalid("author", "body", "id", "internal");
        String longest = "🔥".repeat(65_536);
        agent.post(comments, json("body", longest + "x")).isInvalid("body");
        assertThat(agent.get(comments).is(200).items()).isEmpty();
        assertThat(agent.post(comments, json("body", longest)).is(201).json().getString("body"))
                .isEqualTo(longest);
    }

    @Test
    void internalNoteIsThereForTheStaffAlone() {
        String open = say(agent, "For all");
        JsonObject note = agent.send("POST", comments, "{\"body\":\"Among us\",\"internal\":true}")
                .is(201)
                .json();
        String path = comments + "/" + note.getString("id");

        assertThat(note.getBoolean("internal")).isTrue();
        for (Client staff : List.of(agent, admin)) {
            assertThat(staff.get(path).is(200).json()).isEqualTo(note);
            assertThat(staff.get(comments).is(200).items("id")).containsExactly(open, note.getString("id"));
            assertThat(staff.get(ticket).is(200).json().getInt("commentCount")).isEqualTo(2);
        }
        customer.get(path).isProblem(404, "comment-not-found");
        customer.patch(path, json("body", "Mine now")).isProblem(404, "comment-not-found");
        customer.delete(path).isProblem(404, "comment-not-found");
        Answer page = customer.get(comments + "?limit=1").is(200);
        assertThat(page.items("id")).containsExactly(open);
        assertThat(page.next()).isEmpty();
        JsonObject seen = customer.get(ticket).is(200).json();
        assertThat(seen.getInt("commentCount")).isEqualTo(1);
        assertThat(seen.getJsonArray("comments")).hasSize(1);
        assertThat(customer.send("POST", comments, "{\"body\":\"Fine\",\"internal\":false}")
                        .is(201)
                        .json()
                        .getBoolean("internal"))
                .isFalse();
    }

    @Test
    void authorAndAdminsEditACommentAndNobodyElse() {
        String mine = comments + "/" + say(customer, "Frist");
        String theirs = comments + "/" + say(agent, "Answer");
        JsonObject before = agent.get(mine).is(200).json();

        agent.patch(mine, json("body", "x")).isProblem(403, "forbidden");
        customer.patch(theirs, json("body", "x")).isProblem(403, "forbidden");
        company.another("AGENT").client().patch(theirs, json("body", "x")).isProblem(403, "forbidden");
        assertThat(agent.get(mine).is(200).json()).isEqualTo(before);

        String seen = customer.get(ticket).header("ETag").orElseThrow();
        JsonObject edited = customer.patch(mine, json("body", "First")).is(200).json();
        assertThat(edited.getString("body")).isEqualTo("First");
        assertThat(edited.getString("createdAt")).isEqualTo(before.getString("createdAt"));
        assertThat(edited.getString("updatedAt")).isNotEqualTo(before.getString("updatedAt"));
        assertThat(customer.get(ticket).header("ETag")).isPresent().get().isNotEqualTo(seen);
        JsonObject byAdmin = admin.patch(mine, json("body", "Redacted")).is(200).json();
        assertThat(idOf(byAdmin, "author")).isEqualTo(company.customer().id());
        assertThat(customer.get(ticket)
                        .is(200)
                        .json()
                        .getJsonArray("comments")
                        .getJsonObject(0)
                        .getString("body"))
                .isEqualTo("Redacted");
    }

    @Test
    void editThatBreaksARuleOrComesTooLateChangesNothing() {
        String path = comments + "/" + say(agent, "Original");
        String tag = agent.get(path).header("ETag").orElseThrow();

        agent.send("PATCH", path, "{}").isInvalid("body");
        agent.send("PATCH", path, "{\"body\":null,\"internal\":true}").isInvalid("body", "internal");
        agent.patch(path, json("body", " ")).isInvalid("body");
        agent.with("If-Match", "\"99\"").patch(path, json("body", "x")).isProblem(412, "precondition-failed");
        agent.with("If-Match", "\"99\"").delete(path).isProblem(412, "precondition-failed");
        assertThat(agent.get(path).is(200).json().getString("body")).isEqualTo("Original");
        assertThat(agent.get(path).header("ETag")).contains(tag);

        agent.with("If-Match", tag).patch(path, json("body", "Edited")).is(200);
        agent.with("If-Match", tag).patch(path, json("body", "Lost")).isProblem(412, "precondition-failed");
        assertThat(agent.get(path).is(200).json().getString("body")).isEqualTo("Edited");
    }

    @Test
    void authorAndAdminsRemoveACommentForGood() {
        String first = say(customer, "First");
        String second = say(agent, "Second");
        String third = say(agent, "Third");

        agent.delete(comments + "/" + first).isProblem(403, "forbidden");
        customer.delete(comments + "/" + second).isProblem(403, "forbidden");
        assertThat(agent.delete(comments + "/" + second).is(204).body()).isEmpty();
        admin.delete(comments + "/" + first).is(204);

        agent.get(comments + "/" + second).isProblem(404, "comment-not-found");
        agent.delete(comments + "/" + second).isProblem(404, "comment-not-found");
        assertThat(customer.get(comments).is(200).items("id")).containsExactly(third);
        JsonObject left = customer.get(ticket).is(200).json();
        assertThat(left.getInt("commentCount")).isEqualTo(1);
        assertThat(left.getJsonArray("comments")).hasSize(1);
        String fourth = say(customer, "Fourth");
        assertThat(customer.get(comments).is(200).items("id")).containsExactly(third, fourth);
    }

    @Test
    void commentIsFoundUnderItsOwnTicketAlone() {
        String comment = say(customer, "Here");
        String number = "/tickets/" + agent.get(ticket).is(200).json().getInt("number");
        String other = path(newTicket(customer, "Other")) + "/comments/";

        agent.get(number + "/comments/" + comment).is(200);
        for (String path : List.of(other + comment, comments + "/" + NO_ID)) {
            agent.get(path).isProblem(404, "comment-not-found");
            admin.patch(path, json("body", "x")).isProblem(404, "comment-not-found");
            admin.delete(path).isProblem(404, "comment-not-found");
        }
        assertThat(agent.get(comments + "/1").is(404).hidesInternals().status()).isEqualTo(404);
    }

    @Test
    void ticketShowsItsNewestHundredCommentsAndCountsAll() {
        for (int i = 0; i < 102; i++) {
            agent.post(
                            comments,
                            Json.createObjectBuilder()
                                    .add("body", "Comment " + i)
                                    .add("internal", i == 50)
                                    .build())
                    .is(201);
        }

        JsonObject forStaff = agent.get(ticket).is(200).json();
        assertThat(forStaff.getInt("commentCount")).isEqualTo(102);
        assertThat(bodies(forStaff)).hasSize(100).startsWith("Comment 2").endsWith("Comment 101");
        JsonObject forCustomer =
                customer.get("/tickets?limit=1").is(200).items().get(0);
        assertThat(forCustomer.getInt("commentCount")).isEqualTo(101);
        assertThat(bodies(forCustomer))
                .hasSize(100)
                .startsWith("Comment 1")
                .endsWith("Comment 101")
                .doesNotContain("Comment 50");
        assertThat(agent.walk(comments + "?limit=100")).hasSize(102);
    }

    private String say(Client person, String body) {
        return person.post(comments, json("body", body)).is(201).json().getString("id");
    }

    private static List<String> bodies(JsonObject ticket) {
        return ticket.getJsonArray("comments").getValuesAs(JsonObject.class).stream()
                .map(comment -> comment.getString("body"))
                .toList();
    }
}
