package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets are found by words: in every text, in any script, by what was meant, and only by those who may see them. */
@ExtendWith(RunningServer.class)
class SearchIT {
    private static final String OPERATORS = "&|!():*<->'\"\\%_?$;-- ";

    private static Company company;
    private static Client agent;
    private static Client customer;
    private static Stack stack;

    @BeforeAll
    static void oneCompany(Helpdeskly running, Stack ofRun) {
        company = Company.of(running, "search");
        agent = company.agent().client();
        customer = company.customer().client();
        stack = ofRun;
    }

    @Test
    void titleDescriptionAndCommentsAreSearchedAndTheBestFindComesFirst() {
        String word = newWord();
        JsonObject inComment = open(customer, "Comment", "nothing");
        agent.post(path(inComment) + "/comments", json("body", "The " + word + " is here"))
                .is(201);
        open(customer, "Description", "Some " + word + " there");
        open(customer, "The " + word, "nothing");

        List<JsonObject> found = search(agent, word).items();
        assertThat(found)
                .extracting(item -> item.getString("title"))
                .containsExactly("The " + word, "Description", "Comment");
        assertThat(found.get(0).getJsonObject("highlights").getString("title"))
                .isEqualTo("The <mark>" + word + "</mark>");
        assertThat(found.get(1).getJsonObject("highlights").getString("description"))
                .isEqualTo("Some <mark>" + word + "</mark> there");
        assertThat(found.get(2)
                        .getJsonObject("highlights")
                        .getJsonArray("comments")
                        .getString(0))
                .isEqualTo("The <mark>" + word + "</mark> is here");
        assertThat(search(agent, word.substring(0, 9)).items()).hasSize(3);
        assertThat(search(agent, word + " there").items()).hasSize(1);
    }

    @Test
    void internalNotesAreNeitherFoundNorRankedNorShownForCustomers() {
        String word = newWord();
        String secret = newWord();
        JsonObject noted = open(customer, "Noted", word);
        JsonObject plain = open(customer, "Plain", word);
        agent.send("POST", path(noted) + "/comments", note(secret + " " + word)).is(201);
        for (int i = 0; i < 5; i++) {
            agent.send("POST", path(noted) + "/comments", note(word + " " + secret + i))
                    .is(201);
        }
        assertThat(search(agent, secret).items("title")).containsExactly("Noted");
        assertThat(search(customer, secret).items()).isEmpty();
        assertThat(search(customer, secret.substring(0, 10) + "x" + secret.substring(10))
                        .items())
                .as("what was meant is not taken from notes")
                .isEmpty();
        assertThat(search(customer, word).items("title"))
                .as("equal for the customer, and so the newest first")
                .containsExactly("Plain", "Noted");
        assertThat(search(customer, word).body()).doesNotContain(secret);
        assertThat(search(company.another("CUSTOMER").client(), word).items()).isEmpty();
        assertThat(plain.getString("title")).isEqualTo("Plain");
    }

    @ParameterizedTest
    @CsvSource({
        "Der Drucker in Köln streikt,               koln drucker",
        "Έσπασε ο εκτυπωτής,                        ΕΚΤΥΠΩΤΗΣ",
        "Принтер сломался на пятом этаже,           принтер этаж",
        "الطابعة لا تعمل,                            طابعة",
        "המדפסת לא עובדת,                           המדפסת",
        "เครื่องพิมพ์เสียตั้งแต่เมื่อวาน,                     เครื่องพิมพ์",
        "办公室的打印机坏了,                           打印机",
        "プリンターが動きません,                        プリンター",
        "무선프린터가 고장났어요,                       프린터",
        "प्रिंटर खराब है,                               प्रिंटर",
        "Máy in bị hỏng,                            may hong",
    })
    void everyScriptIsSearched(String title, String typed) {
        String id = open(customer, title, "unicode").getString("id");
        Answer found = search(customer, typed);
        assertThat(found.items("id")).contains(id);
        assertThat(found.items().get(0).getJsonObject("highlights").getString("title"))
                .contains("<mark>");
    }

    @Test
    void misspeltWordsFindWhatWasMeant() {
        String id = open(customer, "Zentralheizungssteuerung defekt", "x").getString("id");
        for (String typed : List.of("Zentralheizugnssteuerung", "zentralheizungsteuerung", "zentralheizungssteurung")) {
            assertThat(search(agent, typed).items("id")).as(typed).containsExactly(id);
            assertThat(search(customer, typed).items("id")).as(typed).containsExactly(id);
        }
        assertThat(search(agent, "zentralheizugnssteuerung").body())
                .contains("<mark>Zentralheizungssteuerung</mark> defekt");
    }

    @Test
    void editsAreFoundAtOnceAndWhatIsGoneIsNot() {
        String before = newWord();
        String after = newWord();
        JsonObject ticket = open(customer, before, "x");
        JsonObject comment = agent.post(path(ticket) + "/comments", json("body", "said " + before + "2"))
                .is(201)
                .json();
        customer.patch(path(ticket), json("title", after)).is(200);
        String commentPath = path(ticket) + "/comments/" + comment.getString("id");
        agent.patch(commentPath, json("body", "said " + after + "2")).is(200);
        assertThat(search(agent, before).items()).isEmpty();
        assertThat(search(customer, after + " " + after + "2").items()).hasSize(1);
        agent.delete(commentPath).is(204);
        assertThat(search(agent, after + "2").items()).isEmpty();
        agent.delete(path(ticket)).is(204);
        assertThat(search(agent, after).items()).isEmpty();
        agent.post(path(ticket) + "/restore").is(200);
        assertThat(search(agent, after).items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=createdAt", "&sort=-updatedAt"})
    void findsArePagedAndFiltered(String order) {
        String word = newWord();
        for (int i = 0; i < 9; i++) {
            JsonObject ticket =
                    open(i < 6 ? customer : agent, i % 2 == 0 ? word : "x", i % 2 == 0 ? "y" : word + " " + i);
            if (i % 3 == 0) {
                agent.patch(
                                path(ticket),
                                json(
                                        "status",
                                        "WAITING",
                                        "assignedToId",
                                        company.agent().id()))
                        .is(200);
            }
        }
        assertThat(agent.walk("/tickets?limit=2&q=" + word + order))
                .extracting(ticket -> ticket.getString("id"))
                .hasSize(9)
                .doesNotHaveDuplicates();
        String filtered = "/tickets?limit=1&status=WAITING&priority=MEDIUM&assignedTo=me&author="
                + company.customer().id() + "&q=" + word + order;
        assertThat(agent.walk(filtered)).hasSize(2);
        String cursor = agent.get(filtered).is(200).next().orElseThrow();
        agent.get(filtered.replace("WAITING", "OPEN") + "&cursor=" + cursor).isInvalid("cursor");
        customer.get(filtered + "&cursor=" + cursor).isInvalid("cursor");
    }

    @Test
    void whateverIsTypedIsTextAndNeverAnError() {
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            StringBuilder typed = new StringBuilder();
            int length = 1 + random.nextInt(60);
            while (typed.length() < length) {
                switch (random.nextInt(4)) {
                    case 0 -> typed.append(OPERATORS.charAt(random.nextInt(OPERATORS.length())));
                    case 1 -> typed.appendCodePoint(random.nextInt(0x300));
                    case 2 -> typed.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                    default -> typed.append("ab cd");
                }
            }
            search(agent, typed.toString()).is(200).hidesInternals();
        }
        search(agent, "w1 w2 w3 ".repeat(100)).is(200);
        agent.get("/tickets?q=" + "x".repeat(1001)).isInvalid("q");
        assertThat(search(agent, "!!").items()).isEmpty();
    }

    @Test
    void hugeTicketsAreStoredAndFound() throws SQLException {
        String word = newWord();
        Random random = new Random(1);
        JsonObject ticket = open(customer, word, hugeText(random, 65_000));
        for (int i = 0; i < 8; i++) {
            agent.post(path(ticket) + "/comments", json("body", word + i + " " + hugeText(random, 65_000)))
                    .is(201);
        }
        assertThat(search(agent, word).items()).hasSize(1);
        assertThat(search(customer, word + "7").items()).hasSize(1);
        Superuser superuser = new Superuser(stack);
        assertThat(superuser.column(
                        superuser.databaseOf(company.slug()), "select max(public_bytes) <= 200000 from ticket_texts"))
                .containsExactly("t");
    }

    /** Words that are all different, in scripts that take many bytes. */
    private static String hugeText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            for (int i = 0; i < 12; i++) {
                text.appendCodePoint(0x430 + random.nextInt(32));
            }
            text.append(' ').appendCodePoint(0x4E00 + random.nextInt(20_000));
        }
        return text.substring(0, length);
    }

    private static String note(String body) {
        return "{\"body\": \"" + body + "\", \"internal\": true}";
    }

    /** A word that nobody else says. */
    private static String newWord() {
        StringBuilder word = new StringBuilder();
        UUID.randomUUID()
                .toString()
                .replace("-", "")
                .substring(0, 14)
                .chars()
                .forEach(c -> word.append((char) ('a' + Character.digit(c, 16))));
        return word.toString();
    }

    private static JsonObject open(Client author, String title, String description) {
        return author.post("/tickets", json("title", title, "description", description))
                .is(201)
                .json();
    }

    private static Answer search(Client client, String typed) {
        return client.get("/tickets?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .is(200);
    }
}
