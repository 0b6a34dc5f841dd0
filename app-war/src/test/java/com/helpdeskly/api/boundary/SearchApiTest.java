package com.helpdeskly.api.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.api.boundary.ApiServer.Answer;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchApiTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    @RegisterExtension
    final ApiServer api = new ApiServer(database);

    private final User agent = database.user("ann", Role.AGENT);
    private final User customer = database.user("cleo", Role.CUSTOMER);

    @Test
    void whatWasFoundIsHighlightedAndWhatWasNotIsAbsent() {
        open("Printer <1> on fire", "It smokes.");
        JsonObject item = items(search(agent, "print")).get(0);
        assertThat(item.getJsonObject("highlights"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("title", "<mark>Printer</mark> &lt;1&gt; on fire")
                        .build());
        assertThat(item.getJsonArray("comments")).isEmpty();
        JsonObject summary = items(search(agent, "print&view=summary")).get(0);
        assertThat(summary).containsKey("highlights").doesNotContainKey("comments");
        assertThat(items(api.get(agent, "tickets")).get(0)).doesNotContainKey("highlights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=createdAt", "&sort=-updatedAt"})
    void foundTicketsArePaged(String order) {
        for (int i = 0; i < 7; i++) {
            open(i % 3 == 0 ? "printer " + i : "thing " + i, i % 3 == 0 ? "x" : "printer");
        }
        assertThat(walk("printer&limit=2" + order)).hasSize(7).doesNotHaveDuplicates();
        assertThat(walk("pirnter&limit=2" + order)).hasSize(7).doesNotHaveDuplicates();
        String cursor = search(agent, "printer&limit=2" + order).json().getString("next");
        assertThat(search(agent, "printed&limit=2" + order + "&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        assertThat(search(customer, "printer&limit=2" + order + "&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aSearchIsCombinedWithFilters() {
        open("printer one", "x");
        String two = open("printer two", "x").getString("id");
        api.send(agent, "PATCH", "tickets/" + two, "{\"status\": \"CLOSED\", \"priority\": \"URGENT\"}");
        assertThat(titles(search(agent, "printer&status=CLOSED"))).containsExactly("printer two");
        assertThat(titles(search(agent, "printer&priority=MEDIUM"))).containsExactly("printer one");
        assertThat(titles(search(agent, "printer&author=" + customer.id()))).hasSize(2);
        assertThat(titles(search(agent, "printer&author=me"))).isEmpty();
    }

    @Test
    void anyTextMayBeSearchedFor() {
        open("x", "y");
        for (String typed : List.of(
                "\u0000", "a:*&b|!(c", "'", "\\", "%", "<->", "\uD83D", "🔥", "x".repeat(1000), "w ".repeat(400))) {
            assertThat(search(agent, URLEncoder.encode(typed, StandardCharsets.UTF_8))
                            .status())
                    .as(typed)
                    .isEqualTo(200);
        }
        assertThat(search(agent, "x".repeat(1001)).status()).isEqualTo(400);
        assertThat(items(search(agent, "%21%21"))).isEmpty();
        assertThat(items(search(agent, ""))).hasSize(1);
    }

    @Test
    void viewsAreSavedCountedUsedChangedAndRemoved() {
        open("printer one", "x");
        open("printer two", "x");
        String body =
                "{\"name\": \" Mine \", \"filter\": {\"status\": [\"OPEN\", \"WAITING\"], \"assignedTo\": \"me\"}}";
        Answer saved = api.send(agent, "POST", "views", body);
        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.json().getString("name")).isEqualTo("Mine");
        assertThat(saved.json().getInt("count")).isZero();
        assertThat(saved.json().getJsonObject("filter").toString())
                .isEqualTo("{\"status\":[\"OPEN\",\"WAITING\"],\"assignedTo\":\"me\"}");
        String path = "views/" + saved.json().getString("id");
        assertThat(api.get(agent, path).json()).isEqualTo(saved.json());
        assertThat(api.get(customer, path).status()).isEqualTo(404);
        assertThat(api.send(agent, "POST", "views", body).status()).isEqualTo(409);

        Answer changed = api.send(
                agent, "PATCH", path, "{\"filter\": {\"q\": \"printer\"}, \"shared\": true}", "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getInt("count")).isEqualTo(2);
        assertThat(changed.json().getBoolean("countIsExact")).isTrue();
        String id = changed.json().getString("id");
        assertThat(items(api.get(agent, "tickets?savedView=" + id))).hasSize(2);
        assertThat(items(api.get(agent, "tickets?q=two&savedView=" + id))).hasSize(1);
        assertThat(api.get(customer, "tickets?savedView=" + id).status()).isEqualTo(404);
        assertThat(api.get(agent, "tickets?savedView=x").status()).isEqualTo(400);
        assertThat(api.send(agent, "DELETE", path, null).status()).isEqualTo(204);
        assertThat(items(api.get(agent, "views"))).isEmpty();
    }

    @Test
    void aViewIsHeldToTheRulesOfTheList() {
        Answer refused = api.send(
                agent,
                "POST",
                "views",
                "{\"name\": \"x\", \"filter\": {\"status\": [\"OPEN\", \"odd\"], \"author\": \"x\", \"limit\": \"3\", \"sort\": [\"createdAt\", \"updatedAt\"]}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .containsExactlyInAnyOrder("filter.status", "filter.author", "filter.limit", "filter.sort");
        for (String odd : List.of(
                "[]",
                "3",
                "{\"status\": 3}",
                "{\"q\": [null]}",
                "{\"q\": \"\\u0000\"}",
                "{\"q\": \"\\ud800\"}",
                "{\"status\": []}")) {
            assertThat(api.send(agent, "POST", "views", "{\"name\": \"x\", \"filter\": " + odd + "}")
                            .status())
                    .as(odd)
                    .isEqualTo(400);
        }
        assertThat(api.send(customer, "POST", "views", "{\"name\": \"x\", \"filter\": {}, \"shared\": true}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobodyHasMoreThanSoManyViewsAndNoneIsCountedFurtherThanSoFar() {
        for (int i = 0; i < 11; i++) {
            open("t" + i, "x");
        }
        for (int i = 0; i < 3; i++) {
            Answer saved = api.send(agent, "POST", "views", "{\"name\": \"v%d\", \"filter\": {}}".formatted(i));
            assertThat(saved.status()).isEqualTo(201);
            assertThat(saved.json().getInt("count")).isEqualTo(10);
            assertThat(saved.json().getBoolean("countIsExact")).isFalse();
        }
        Answer refused = api.send(agent, "POST", "views", "{\"name\": \"v\", \"filter\": {}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("too-many-views");
        JsonObject page = api.get(agent, "views?limit=2").json();
        assertThat(page.getJsonArray("items")).hasSize(2);
        assertThat(items(api.get(agent, "views?limit=2&cursor=" + page.getString("next"))))
                .hasSize(1);
    }

    private JsonObject open(String title, String description) {
        return api.send(
                        customer,
                        "POST",
                        "tickets",
                        Json.createObjectBuilder(Map.of("title", title, "description", description))
                                .build()
                                .toString())
                .json();
    }

    private Answer search(User viewer, String typed) {
        return api.get(viewer, "tickets?q=" + typed);
    }

    private List<String> walk(String typed) {
        List<String> titles = new ArrayList<>();
        String cursor = "";
        while (true) {
            Answer page = search(agent, typed + cursor);
            titles.addAll(titles(page));
            if (page.json().isNull("next")) {
                return titles;
            }
            cursor = "&cursor=" + page.json().getString("next");
        }
    }

    private static List<JsonObject> items(Answer answer) {
        return answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static List<String> titles(Answer answer) {
        return items(answer).stream().map(item -> item.getString("title")).toList();
    }
}
