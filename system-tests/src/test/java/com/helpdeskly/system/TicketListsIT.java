package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of tickets: what they hold for whom, in which order, and that their pages join without gap or repetition. */
@ExtendWith(RunningServer.class)
class TicketListsIT {
    private static Company company;
    private static Client agent;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "lists");
        agent = company.agent().client();
    }

    @Test
    void filtersNarrowTheListAloneAndTogether() {
        String author = newAuthor();
        String plain = open(author, "plain", "priority", "LOW");
        String waiting = open(author, "waiting", "status", "WAITING");
        String urgent = open(author, "urgent", "priority", "URGENT");
        String assigned =
                open(author, "assigned", "assignedToId", company.agent().id());
        agent.patch("/tickets/" + assigned, json("priority", "URGENT")).is(200);

        assertThat(listed(author, "")).containsExactly(assigned, urgent, waiting, plain);
        assertThat(listed(author, "&status=WAITING")).containsExactly(waiting);
        assertThat(listed(author, "&status=WAITING,OPEN")).hasSize(4);
        assertThat(listed(author, "&status=WAITING&status=CLOSED")).containsExactly(waiting);
        assertThat(listed(author, "&status=IN_PROGRESS")).isEmpty();
        assertThat(listed(author, "&priority=LOW")).containsExactly(plain);
        assertThat(listed(author, "&priority=URGENT")).containsExactly(assigned, urgent);
        assertThat(listed(author, "&assignedTo=" + company.agent().id())).containsExactly(assigned);
        assertThat(listed(author, "&assignedTo=me")).containsExactly(assigned);
        assertThat(listed(author, "&assignedTo=none")).containsExactly(urgent, waiting, plain);
        assertThat(listed(author, "&assignedTo=" + company.admin().id())).isEmpty();
        assertThat(listed(author, "&priority=URGENT&assignedTo=none")).containsExactly(urgent);
        assertThat(listed(author, "&priority=URGENT&status=WAITING")).isEmpty();
        assertThat(listed(newAuthor(), "")).isEmpty();
    }

    @Test
    void itemsAreTheTicketsWithTheirPeopleAndComments() {
        String author = newAuthor();
        String ticket =
                open(author, "Discussed", "assignedToId", company.admin().id());
        agent.post("/tickets/" + ticket + "/comments", json("body", "First")).is(201);
        company.admin()
                .client()
                .post("/tickets/" + ticket + "/comments", json("body", "Second"))
                .is(201);
        String silent = open(author, "Silent", "priority", "LOW");

        List<JsonObject> items = agent.get("/tickets?author=" + author).is(200).items();
        assertThat(items)
                .containsExactly(
                        agent.get("/tickets/" + silent).is(200).json(),
                        agent.get("/tickets/" + ticket).is(200).json());
        JsonObject discussed = items.get(1);
        assertThat(Helpdeskly.idOf(discussed, "author")).isEqualTo(author);
        assertThat(Helpdeskly.idOf(discussed, "assignedTo"))
                .isEqualTo(company.admin().id());
        assertThat(discussed.getJsonArray("comments").getValuesAs(JsonObject.class))
                .extracting(
                        comment -> comment.getString("body"),
                        comment -> comment.getJsonObject("author").getString("email"))
                .containsExactly(
                        tuple("First", company.agent().email()),
                        tuple("Second", company.admin().email()));
        assertThat(discussed.getInt("commentCount")).isEqualTo(2);

        List<JsonObject> summaries =
                agent.get("/tickets?view=summary&author=" + author).is(200).items();
        assertThat(summaries).allSatisfy(summary -> assertThat(summary).doesNotContainKey("comments"));
        assertThat(summaries).extracting(item -> item.getInt("commentCount")).containsExactly(0, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "x", "", "-1", "1.5", "%201", "1e1", "99999999999", "%D9%A1"})
    void limitThatIsNoNumberOfOneToAHundredIsRefused(String limit) {
        agent.get("/tickets?limit=" + limit).isInvalid("limit");
        agent.get("/users?limit=" + limit).isInvalid("limit");
    }

    @Test
    void pageHasAsManyItemsAsAskedForAndTwentyWhenNothingIsAsked() {
        String author = newAuthor();
        openMany(author, 21);
        String list = "/tickets?author=" + author;

        Answer page = agent.get(list).is(200);
        assertThat(page.items()).hasSize(20);
        assertThat(page.next()).isPresent();
        Answer rest = agent.get(list + "&limit=100&cursor=" + page.next().orElseThrow())
                .is(200);
        assertThat(rest.items()).hasSize(1);
        assertThat(rest.next()).isEmpty();
        assertThat(agent.get(list + "&limit=1").is(200).items()).hasSize(1);
        for (int limit : new int[] {21, 100}) {
            Answer whole = agent.get(list + "&limit=" + limit).is(200);
            assertThat(whole.items()).hasSize(21);
            assertThat(whole.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-createdAt", "createdAt", "-updatedAt", "updatedAt"})
    void pagesOfAnySizeJoinToTheWholeListInEveryOrder(String order) {
        String author = newAuthor();
        List<String> wanted = new ArrayList<>(openMany(author, 7));
        String list = "/tickets?author=" + author + "&sort=" + order + "&limit=";
        agent.patch("/tickets/" + wanted.get(2), json("title", "Changed")).is(200);
        if (order.endsWith("updatedAt")) {
            wanted.add(wanted.remove(2));
        }
        if (order.startsWith("-")) {
            Collections.reverse(wanted);
        }

        for (int limit : new int[] {1, 2, 6, 7, 8}) {
            assertThat(agent.walk(list + limit))
                    .extracting(item -> item.getString("id"))
                    .containsExactlyElementsOf(wanted);
        }
        assertThat(agent.get(list + "100").is(200).body())
                .isEqualTo(agent.get(list + "100").is(200).body());
    }

    @Test
    void newestComeFirstWhereNoOrderIsAskedFor() {
        String author = newAuthor();
        List<String> opened = openMany(author, 3);
        agent.patch("/tickets/" + opened.get(0), json("title", "Changed last")).is(200);

        assertThat(listed(author, "")).isEqualTo(reversed(opened));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-createdAt", "createdAt"})
    void walkMeetsEachTicketOnceWhileOthersAreAddedChangedAndTakenAway(String order) {
        String author = newAuthor();
        List<String> before = openMany(author, 30);
        List<String> doomed = openMany(author, 5);
        AtomicBoolean walked = new AtomicBoolean();
        CompletableFuture<Integer> busy = CompletableFuture.supplyAsync(() -> {
            int added = 0;
            do {
                open(author, "Added " + added++, "status", "OPEN");
                agent.patch("/tickets/" + before.get(added % 30), json("title", "Changed " + added))
                        .is(200);
                if (added <= 5) {
                    agent.delete("/tickets/" + doomed.get(added - 1)).is(204);
                }
            } while (!walked.get() && added < 300);
            return added;
        });

        List<String> seen = new ArrayList<>();
        try {
            agent.walk("/tickets?limit=2&author=" + author + "&sort=" + order)
                    .forEach(item -> seen.add(item.getString("id")));
        } finally {
            walked.set(true);
        }
        assertThat(busy.join()).isPositive();
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        List<String> kept = seen.stream().filter(before::contains).toList();
        assertThat(kept).isEqualTo(order.startsWith("-") ? reversed(before) : before);
    }

    @Test
    void cursorIsGoodForItsOwnListFilterOrderAndReaderAlone() {
        String author = newAuthor();
        openMany(author, 3);
        String list = "/tickets?limit=1&author=" + author;
        String cursor = "&cursor=" + agent.get(list).is(200).next().orElseThrow();

        agent.get("/tickets?limit=50&author=" + author + cursor).is(200);
        for (String other : List.of(
                "/tickets?limit=1",
                "/tickets?author=me",
                list + "&status=OPEN",
                list + "&priority=MEDIUM",
                list + "&assignedTo=none",
                list + "&sort=createdAt",
                list + "&sort=-updatedAt",
                "/users?limit=1",
                path(newTicket(agent, "x")) + "/comments?limit=1")) {
            agent.get(other + cursor).isInvalid("cursor");
        }
        company.admin().client().get(list + cursor).isInvalid("cursor");
        company.customer().client().get(list + cursor).isInvalid("cursor");
        Company other = Company.of(company.helpdeskly(), "otherlists");
        other.agent().client().get(list + cursor).isInvalid("cursor");
    }

    @Test
    void cursorThatWasTamperedWithIsRefused() {
        String author = newAuthor();
        openMany(author, 2);
        String list = "/tickets?limit=1&author=" + author + "&cursor=";
        String cursor = agent.get(list.replace("&cursor=", "")).is(200).next().orElseThrow();

        for (int i = 0; i < cursor.length(); i += 7) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            agent.get(list + cursor.substring(0, i) + other + cursor.substring(i + 1))
                    .isInvalid("cursor");
        }
        for (String wrong : List.of(
                "",
                "x",
                "null",
                "%00",
                "%F0%9F%94%A5",
                cursor.substring(1),
                cursor.substring(0, cursor.length() - 4),
                cursor + cursor,
                "A".repeat(5000))) {
            agent.get(list + wrong).isInvalid("cursor");
        }
    }

    @Test
    void customerListsTheirOwnTicketsWhateverTheyAskFor() {
        Company.Person customer = company.another("CUSTOMER");
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            own.add(0, newTicket(customer.client(), "Own " + i).getString("id"));
            newTicket(company.customer().client(), "Foreign " + i);
        }
        own.add(
                0,
                open(
                        customer.id(),
                        "By telephone",
                        "assignedToId",
                        company.agent().id()));

        assertThat(customer.client().walk("/tickets?limit=2"))
                .extracting(item -> item.getString("id"))
                .isEqualTo(own);
        assertThat(customer.client().get("/tickets?author=me").is(200).items("id"))
                .isEqualTo(own);
        for (String foreign : List.of(company.customer().id(), company.agent().id())) {
            assertThat(customer.client()
                            .get("/tickets?author=" + foreign)
                            .is(200)
                            .items())
                    .isEmpty();
        }
        assertThat(customer.client()
                        .get("/tickets?assignedTo=" + company.agent().id())
                        .is(200)
                        .items("id"))
                .containsExactly(own.get(0));
        assertThat(customer.client()
                        .get("/tickets?assignedTo=none&status=OPEN")
                        .is(200)
                        .items("id"))
                .isEqualTo(own.subList(1, 4));
    }

    @Test
    void internalNoteLeavesNoTraceInWhatACustomerGets() {
        Company.Person customer = company.another("CUSTOMER");
        String quiet = path(newTicket(customer.client(), "Quiet"));
        String loud = path(newTicket(customer.client(), "Loud"));
        customer.client().post(quiet + "/comments", json("body", "Hello?")).is(201);
        List<String> views = List.of(
                "/tickets",
                "/tickets?sort=-updatedAt",
                "/tickets?sort=updatedAt&limit=1",
                "/tickets?view=summary",
                quiet,
                loud,
                loud + "/comments",
                loud + "/comments?limit=1");
        List<String> before =
                views.stream().map(view -> customer.client().get(view).body()).toList();

        for (int i = 0; i < 3; i++) {
            agent.send("POST", loud + "/comments", "{\"body\":\"Hush\",\"internal\":true}")
                    .is(201);
        }

        assertThat(views.stream()
                        .map(view -> customer.client().get(view).is(200).body()))
                .usingElementComparator((left, right) -> withoutNext(left).compareTo(withoutNext(right)))
                .containsExactlyElementsOf(before);
        assertThat(agent.get(loud + "/comments").is(200).items("body")).containsExactly("Hush", "Hush", "Hush");
        assertThat(agent.get(loud).is(200).json().getInt("commentCount")).isEqualTo(3);
    }

    private static String withoutNext(String page) {
        return page.replaceAll("\"next\":\"[^\"]*\"", "next");
    }

    private static String newAuthor() {
        String email = newSlug("author") + "@lists.example";
        return company.admin()
                .client()
                .post("/users", json("email", email, "name", "Author", "role", "CUSTOMER"))
                .is(201)
                .json()
                .getString("id");
    }

    private static String open(String author, String title, String field, String value) {
        return agent.post("/tickets", json("title", title, "description", "x", "authorId", author, field, value))
                .is(201)
                .json()
                .getString("id");
    }

    /** Opens tickets. @return their ids, the oldest first */
    private static List<String> openMany(String author, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(open(author, "Ticket " + i, "priority", "MEDIUM"));
        }
        return ids;
    }

    private static List<String> listed(String author, String filters) {
        return agent.get("/tickets?author=" + author + filters).is(200).items("id");
    }

    private static List<String> reversed(List<String> ids) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed;
    }
}
