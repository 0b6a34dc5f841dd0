package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How somebody comes into a tenant without anybody knowing their password. */
@ExtendWith(RunningServer.class)
class InvitationsIT {
    private static Company company;
    private static Client admin;
    private static Client anonymous;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "invite");
        admin = company.admin().client();
        anonymous = running.tenant(company.slug());
    }

    @Test
    void whoeverIsInvitedSetsAPasswordAndIsIn() {
        String email = newEmail();
        Answer made = admin.post("/invitations", wanted(email.toUpperCase())).is(201);
        JsonObject invitation = made.json();
        String token = invitation.getString("token");

        assertThat(made.header("Location"))
                .contains(company.helpdeskly().app() + "/api/v1/invitations/" + invitation.getString("id"));
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(invitation.getString("email")).isEqualTo(email);
        Answer read = admin.get("/invitations/" + invitation.getString("id")).is(200);
        assertThat(read.header("ETag")).isPresent();
        assertThat(read.body()).doesNotContain(token);
        assertThat(admin.walk("/invitations?limit=2")).contains(read.json());
        anonymous
                .post("/auth/token", json("email", email, "password", PASSWORD))
                .isProblem(401, "invalid-credentials");

        anonymous
                .post("/invitations/" + token, json("name", "As I like it", "password", PASSWORD))
                .is(204);

        JsonObject me = company.helpdeskly()
                .person(company.slug(), email)
                .get("/me")
                .is(200)
                .json();
        assertThat(me.getString("id")).isEqualTo(invitation.getString("userId"));
        assertThat(me.getString("name")).isEqualTo("As I like it");
        assertThat(me.getString("role")).isEqualTo("AGENT");
        anonymous
                .post("/invitations/" + token, json("password", "another horse 2"))
                .isProblem(410, "link-over");
        admin.get("/invitations/" + invitation.getString("id")).isProblem(404, "invitation-not-found");
        admin.post("/invitations", wanted(email)).isProblem(409, "email-taken");
    }

    @Test
    void linkIsUsedByOneHoweverManyTryAtOnce() {
        String email = newEmail();
        String token = invite(email).getString("token");
        List<Answer> answers =
                AtOnce.of(8, i -> anonymous.post("/invitations/" + token, json("password", "horse of caller " + i)));
        assertThat(answers).extracting(Answer::status).containsOnly(204, 410).containsOnlyOnce(204);
        int winner = answers.stream().map(Answer::status).toList().indexOf(204);
        anonymous
                .post("/auth/token", json("email", email, "password", "horse of caller " + winner))
                .is(200);
    }

    @Test
    void addressHasOneOpenInvitationAlsoWhenManyAreAskedForAtOnce() {
        String email = newEmail();
        List<Answer> answers = AtOnce.of(8, i -> admin.post("/invitations", wanted(email)));
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        admin.post("/invitations", wanted(email)).isProblem(409, "invitation-open");
    }

    @Test
    void invitationIsOverWhenItIsRevokedAndCanBeMadeAgain() {
        String email = newEmail();
        JsonObject invitation = invite(email);
        admin.delete("/invitations/" + invitation.getString("id")).is(204);
        anonymous
                .post("/invitations/" + invitation.getString("token"), json("password", PASSWORD))
                .isProblem(404, "link-not-found");
        assertThat(admin.get("/users/" + invitation.getString("userId")).json().getBoolean("active"))
                .isFalse();
        admin.delete("/invitations/" + invitation.getString("id")).isProblem(404, "invitation-not-found");

        JsonObject again = invite(email);
        assertThat(again.getString("userId")).isEqualTo(invitation.getString("userId"));
        anonymous
                .post("/invitations/" + again.getString("token"), json("password", PASSWORD))
                .is(204);
        company.helpdeskly().person(company.slug(), email).get("/me").is(200);
    }

    @Test
    void invitationExpires(Stack stack) throws SQLException {
        String email = newEmail();
        JsonObject invitation = invite(email);
        Superuser superuser = new Superuser(stack);
        String database = superuser.databaseOf(company.slug());
        superuser.execute(
                database,
                "update one_time_links set expires_at = now() - interval '1 second' where id = '"
                        + invitation.getString("id") + "'");
        anonymous
                .post("/invitations/" + invitation.getString("token"), json("password", PASSWORD))
                .isProblem(410, "link-over");
        invite(email);
        assertThat(superuser.column(database, "select one_time_links::text from one_time_links"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(invitation.getString("token")));
    }

    @Test
    void userWithoutAPasswordIsInvited() {
        String email = newEmail();
        JsonObject user = admin.post("/users", wanted(email)).is(201).json();
        assertThat(user.getBoolean("active")).isTrue();
        String token = user.getJsonObject("invitation").getString("token");
        anonymous.post("/invitations/" + token, json("password", PASSWORD)).is(204);
        company.helpdeskly().person(company.slug(), email).get("/me").is(200);
    }

    @Test
    void linkIsWorthlessOnceAnAdminDecidesOtherwise() {
        for (JsonObject change : List.of(
                json("password", "set by the admin"),
                json("email", newEmail()),
                Json.createObjectBuilder().add("active", false).build())) {
            JsonObject invitation = invite(newEmail());
            admin.patch("/users/" + invitation.getString("userId"), change).is(200);
            anonymous
                    .post("/invitations/" + invitation.getString("token"), json("password", PASSWORD))
                    .isProblem(404, "link-not-found");
        }
    }

    @Test
    void programsGetNoLinks() {
        Client key = anonymous.token(Keys.make(admin, "users:write").getString("secret"));
        assertThat(key.post("/users", wanted(newEmail())).is(201).json().keySet())
                .doesNotContain("invitation");
        key.post("/invitations", wanted(newEmail())).isProblem(403, "key-scope");
        key.post("/users/" + company.agent().id() + "/password-reset").isProblem(403, "key-scope");
    }

    @Test
    void whatIsNoLinkOrNoPasswordIsRefused() {
        anonymous.post("/invitations/x", json("password", PASSWORD)).isProblem(404, "link-not-found");
        String token = invite(newEmail()).getString("token");
        anonymous.send("POST", "/invitations/" + token, "{\"name\":null}").isInvalid("name", "password");
        anonymous.post("/invitations/" + token, json("password", "1234567")).isInvalid("password");
        anonymous
                .post("/auth/password-reset/" + token, json("password", PASSWORD))
                .isProblem(404, "link-not-found");
        Company other = Company.of(company.helpdeskly(), "otherinvite");
        company.helpdeskly()
                .tenant(other.slug())
                .post("/invitations/" + token, json("password", PASSWORD))
                .isProblem(404, "link-not-found");
        admin.send("POST", "/invitations", "{}").isInvalid("email", "name", "role");
    }

    private static JsonObject invite(String email) {
        return admin.post("/invitations", wanted(email)).is(201).json();
    }

    private static JsonObject wanted(String email) {
        return json("email", email, "name", "Invited", "role", "AGENT");
    }

    private static String newEmail() {
        return newSlug("invited") + "@invite.example";
    }
}
