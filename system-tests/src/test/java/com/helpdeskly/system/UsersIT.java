package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
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
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The people of a tenant, and what its admins do with them. */
@ExtendWith(RunningServer.class)
class UsersIT {
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private static Company company;
    private static Client admin;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "users");
        admin = company.admin().client();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "AGENT", "CUSTOMER"})
    void newUserOfAnyRoleSignsInAtOnceAndIsFoundWhereTheyAreSaidToBe(String role) {
        String email = newEmail();
        Answer made = admin.post(
                        "/users",
                        json("email", email, "name", " 李 Łukasz 🔥 ", "role", role, "password", Helpdeskly.PASSWORD))
                .is(201);
        JsonObject user = made.json();

        assertThat(user.keySet())
                .containsExactlyInAnyOrder(
                        "id", "email", "name", "role", "active", "version", "createdAt", "updatedAt");
        assertThat(user.getString("name")).isEqualTo("李 Łukasz 🔥");
        assertThat(user.getString("role")).isEqualTo(role);
        assertThat(user.getBoolean("active")).isTrue();
        assertThat(made.body()).doesNotContain(Helpdeskly.PASSWORD).doesNotContainIgnoringCase("argon");
        assertThat(made.header("Location"))
                .contains(company.helpdeskly().app() + "/api/v1/users/" + user.getString("id"));
        Answer read = admin.get("/users/" + user.getString("id")).is(200);
        assertThat(read.json()).isEqualTo(user);
        assertThat(read.header("ETag")).isPresent().isEqualTo(made.header("ETag"));
        assertThat(company.helpdeskly()
                        .person(company.slug(), email)
                        .get("/me")
                        .is(200)
                        .json())
                .isEqualTo(user);
    }

    @Test
    void addressBelongsToOneUserOfTheTenantHoweverItIsWritten() {
        String email = newEmail();
        JsonObject user = newUser(email);
        String other = "/users/" + newUser(newEmail()).getString("id");

        for (String same : List.of(email, email.toUpperCase(), "  " + email.toUpperCase() + "\t")) {
            admin.post("/users", json("email", same, "name", "Second", "role", "AGENT"))
                    .isProblem(409, "email-taken");
            admin.patch(other, json("email", same)).isProblem(409, "email-taken");
        }
        assertThat(admin.patch("/users/" + user.getString("id"), json("email", email.toUpperCase()))
                        .is(200)
                        .json()
                        .getString("email"))
                .isEqualTo(email);
        Company elsewhere = Company.of(company.helpdeskly(), "otherusers");
        elsewhere
                .admin()
                .client()
                .post("/users", json("email", email, "name", "Namesake", "role", "AGENT"))
                .is(201);
    }

    @Test
    void addressThatManyAskForAtOnceIsGivenToOne() {
        String email = newEmail();
        List<Answer> answers =
                AtOnce.of(8, i -> admin.post("/users", json("email", email, "name", "Racer " + i, "role", "AGENT")));

        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(admin.walk("/users?limit=100"))
                .extracting(user -> user.getString("email"))
                .containsOnlyOnce(email);
    }

    @Test
    void everyRuleThatANewUserBreaksIsToldAtOnce() {
        admin.send("POST", "/users", "{}").isInvalid("email", "name", "role");
        admin.send(
                        "POST",
                        "/users",
                        "{\"email\":\"x\",\"name\":\" \",\"role\":\"agent\",\"password\":\"1234567\",\"active\":true}")
                .isInvalid("active", "email", "name", "password", "role");
        admin.send("POST", "/users", "{\"email\":1,\"name\":[],\"role\":{},\"password\":12345678}")
                .isInvalid("email", "name", "password", "role");
        admin.post(
                        "/users",
                        json(
                                "email",
                                newEmail(),
                                "name",
                                "x".repeat(101),
                                "role",
                                "AGENT",
                                "password",
                                "x".repeat(201)))
                .isInvalid("name", "password");
        admin.post(
                        "/users",
                        json(
                                "email",
                                newEmail(),
                                "name",
                                "🔥".repeat(100),
                                "role",
                                "AGENT",
                                "password",
                                "🔥".repeat(200)))
                .is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@example.com",
                "a@",
                "a@b@c.example",
                "a b@c.example",
                "a@b c.example",
                "a@b.example,c@d.example",
                "a\u0000@b.example",
                "a\n@b.example",
                "<a@b.example>",
                "a@b..example"
            })
    void whatIsNoAddressIsRefused(String email) {
        admin.post("/users", json("email", email, "name", "x", "role", "AGENT")).isInvalid("email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "First.O'Last+tag@Sub.Domain.example",
                "ÄÖÜ@bücher.example",
                "ΟΔΥΣΣΕΥΣ@ΙΘΑΚΗ.example",
                "İSTANBUL@example.com",
                "ПОЧТА@ПРИМЕР.example",
                "用户@例子.example",
                "Ꭰ@Ა.example",
                "ǅ@Ⅷ.example",
            })
    void addressOfAnyScriptIsKeptInLowerCaseAndGoodForSignIn(String email) {
        admin.post("/users", json("email", email, "name", "x", "role", "CUSTOMER", "password", Helpdeskly.PASSWORD))
                .is(201);

        assertThat(company.helpdeskly()
                        .person(company.slug(), email)
                        .get("/me")
                        .is(200)
                        .json()
                        .getString("email"))
                .isEqualTo(email.toLowerCase(Locale.ROOT));
    }

    @Test
    void agentsLookAtUsersAndCustomersDoNotAndNeitherChangesThem() {
        String user = "/users/" + newUser(newEmail()).getString("id");
        Client agent = company.agent().client();
        Client customer = company.customer().client();

        assertThat(agent.walk("/users?limit=2")).isEqualTo(admin.walk("/users?limit=100"));
        agent.get(user).is(200);
        customer.get("/users").isProblem(403, "forbidden");
        customer.get(user).isProblem(403, "forbidden");
        customer.get("/users/" + company.customer().id()).isProblem(403, "forbidden");
        for (Client client : List.of(agent, customer)) {
            client.post("/users", json("email", newEmail(), "name", "x", "role", "ADMIN"))
                    .isProblem(403, "forbidden");
            client.patch(user, json("role", "ADMIN")).isProblem(403, "forbidden");
            client.delete(user).isProblem(403, "forbidden");
        }
        agent.patch("/users/" + company.agent().id(), json("role", "ADMIN")).isProblem(403, "forbidden");
        assertThat(admin.get(user).is(200).json().getString("role")).isEqualTo("AGENT");
    }

    @Test
    void usersAreListedOnceInTheOrderInWhichTheyWereMade() {
        String first = newUser(newEmail()).getString("id");
        String second = newUser(newEmail()).getString("id");
        admin.delete("/users/" + first).is(204);

        for (int limit : new int[] {1, 2, 100}) {
            assertThat(admin.walk("/users?limit=" + limit))
                    .extracting(user -> user.getString("id"))
                    .doesNotHaveDuplicates()
                    .startsWith(company.admin().id())
                    .containsSubsequence(first, second);
        }
        String cursor = admin.get("/users?limit=1").next().orElseThrow();
        admin.get("/users?cursor=" + cursor.substring(1)).isInvalid("cursor");
        company.agent().client().get("/users?cursor=" + cursor).isInvalid("cursor");
    }

    @Test
    void patchChangesWhatItNamesOnTheVersionThatItNames() {
        JsonObject user = newUser(newEmail());
        String path = "/users/" + user.getString("id");
        String tag = admin.get(path).header("ETag").orElseThrow();
        admin.with("If-None-Match", tag).get(path).is(304);

        JsonObject renamed = admin.with("If-Match", tag)
                .patch(path, json("name", "Renamed"))
                .is(200)
                .json();
        assertThat(renamed.getString("name")).isEqualTo("Renamed");
        assertThat(renamed.getString("email")).isEqualTo(user.getString("email"));
        assertThat(renamed.getString("role")).isEqualTo("AGENT");
        admin.with("If-Match", tag).patch(path, json("name", "Lost")).isProblem(412, "precondition-failed");
        admin.with("If-Match", tag).delete(path).isProblem(412, "precondition-failed");
        admin.send("PATCH", path, "{\"email\":null,\"name\":null,\"role\":null,\"active\":null,\"password\":null}")
                .isInvalid("active", "email", "name", "password", "role");
        admin.send("PATCH", path, "{\"name\":\"x\",\"role\":\"BOSS\",\"active\":\"no\",\"id\":1}")
                .isInvalid("active", "id", "role");
        assertThat(admin.get(path).is(200).json()).isEqualTo(renamed);
        for (String unknown : List.of("/users/" + NO_ID, "/users/x", "/users/1")) {
            assertThat(admin.get(unknown).hidesInternals().status()).isEqualTo(404);
            assertThat(admin.patch(unknown, json("name", "x")).status()).isEqualTo(404);
            assertThat(admin.delete(unknown).status()).isEqualTo(404);
        }
    }

    @Test
    void deactivatedUserKeepsNothingButTheirNameOnWhatTheyWrote() {
        Company.Person leaver = company.another("AGENT");
        String ticket = path(newTicket(leaver.client(), "Left behind"));
        String user = "/users/" + leaver.id();

        assertThat(admin.delete(user).is(204).body()).isEmpty();
        assertThat(admin.get(user).is(200).json().getBoolean("active")).isFalse();
        leaver.client().get("/me").isProblem(401, "unauthorized");
        leaver.client().post("/tickets", json("title", "x", "description", "x")).isProblem(401, "unauthorized");
        leaver.client().patch(ticket, json("title", "x")).isProblem(401, "unauthorized");
        leaver.client().post(ticket + "/comments", json("body", "x")).isProblem(401, "unauthorized");
        company.helpdeskly()
                .tenant(company.slug())
                .post("/auth/token", json("email", leaver.email(), "password", Helpdeskly.PASSWORD))
                .isProblem(401, "invalid-credentials");
        assertThat(Helpdeskly.idOf(admin.get(ticket).is(200).json(), "author")).isEqualTo(leaver.id());

        admin.send("PATCH", user, "{\"active\":true}").is(200);
        company.helpdeskly()
                .person(company.slug(), leaver.email())
                .patch(ticket, json("title", "Back"))
                .is(200);
        leaver.client().get("/me").isProblem(401, "unauthorized");
    }

    @Test
    void adminWhoIsNoneAnyMoreManagesNobody() {
        Company.Person former = company.another("ADMIN");
        admin.patch("/users/" + former.id(), json("role", "AGENT")).is(200);

        Client client = former.client();
        assertRefused(client.post("/users", json("email", newEmail(), "name", "x", "role", "ADMIN")));
        assertRefused(client.patch("/users/" + former.id(), json("role", "ADMIN")));
        assertRefused(client.delete("/users/" + company.agent().id()));
        assertThat(admin.get("/users/" + former.id()).is(200).json().getString("role"))
                .isEqualTo("AGENT");
    }

    @Test
    void lastActiveAdminStaysOneAlsoWhenTwoRemoveEachOther() {
        Company pair = Company.of(company.helpdeskly(), "lastadmin");
        Client owner = pair.admin().client();
        String me = "/users/" + pair.admin().id();
        owner.delete(me).isProblem(409, "last-admin");
        owner.patch(me, json("role", "CUSTOMER")).isProblem(409, "last-admin");
        owner.send("PATCH", me, "{\"active\":false}").isProblem(409, "last-admin");
        owner.patch(me, json("role", "ADMIN", "name", "Still here")).is(200);

        Company.Person second = pair.another("ADMIN");
        List<Answer> answers = AtOnce.of(
                2,
                i -> i == 0
                        ? owner.delete("/users/" + second.id())
                        : second.client().delete(me));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(204);
        assertThat(pair.agent().client().walk("/users?limit=100"))
                .filteredOn(user -> user.getString("role").equals("ADMIN") && user.getBoolean("active"))
                .hasSize(1);
    }

    private static void assertRefused(Answer answer) {
        answer.isProblem(403, "forbidden");
    }

    private static String newEmail() {
        return newSlug("user") + "@users.example";
    }

    private static JsonObject newUser(String email) {
        return admin.post("/users", json("email", email, "name", "User", "role", "AGENT"))
                .is(201)
                .json();
    }
}
