package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Operators;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The people who run the service, and their own accounts. */
@ExtendWith(RunningServer.class)
class OperatorsIT {
    private static final String NEW_PASSWORD = "another horse 2";

    private Helpdeskly helpdeskly;
    private Operators operators;
    private Client owner;
    private Client anonymous;

    @BeforeEach
    void signIn(Helpdeskly running) {
        helpdeskly = running;
        operators = new Operators(running);
        owner = running.operator();
        anonymous = running.controlApi();
    }

    @Test
    void operatorIsTakenInWithAPasswordAndSignsIn() {
        String email = newEmail();
        Answer created = owner.post(
                        "/operators",
                        json("email", email.toUpperCase(), "name", " Olga ", "role", "OPERATOR", "password", PASSWORD))
                .is(201);
        JsonObject operator = created.json();
        assertThat(operator.getString("email")).isEqualTo(email);
        assertThat(operator.getString("name")).isEqualTo("Olga");
        assertThat(operator.getBoolean("active")).isTrue();
        assertThat(operator.getBoolean("invited")).isFalse();
        assertThat(operator.isNull("invitation")).isTrue();
        assertThat(created.body()).doesNotContain(PASSWORD).doesNotContain("argon2");
        assertThat(created.header("Location"))
                .hasValueSatisfying(
                        at -> assertThat(at).endsWith("/control/api/v1/operators/" + operator.getString("id")));

        Answer read = owner.get("/operators/" + operator.getString("id")).is(200);
        assertThat(read.json()).isEqualTo(operator);
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).isPresent();
        assertThat(owner.walk("/operators?limit=100")).contains(operator);
        JsonObject me = signedIn(email, PASSWORD).get("/me").is(200).json();
        assertThat(me)
                .isEqualTo(json("email", email, "id", operator.getString("id"), "name", "Olga", "role", "OPERATOR"));
    }

    @Test
    void emailIsUniqueInAnyCase() {
        Operators.Operator known = operators.taken("VIEWER");
        owner.post("/operators", newOperator(known.email().toUpperCase())).isProblem(409, "email-taken");
    }

    @Test
    void everyRuleThatANewOperatorBreaksIsToldAtOnce() {
        owner.send("POST", "/operators", "{}").isInvalid("email", "name", "role");
        owner.post("/operators", json("email", "x", "name", " ", "role", "owner", "password", "short", "x", "y"))
                .isInvalid("email", "name", "password", "role", "x");
        String operator = operators.taken("VIEWER").path();
        owner.send("PATCH", operator, "{\"name\":null,\"role\":null,\"active\":null,\"email\":\"a@b.example\"}")
                .isInvalid("active", "email", "name", "role");
    }

    @Test
    void invitationIsShownOnceAndSetsThePasswordOnce() {
        String email = newEmail();
        Answer created = owner.post("/operators", newOperator(email)).is(201);
        JsonObject invitation = created.json().getJsonObject("invitation");
        String token = invitation.getString("token");
        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(Instant.parse(invitation.getString("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(7)).plusSeconds(60));
        String operator = "/operators/" + created.json().getString("id");
        assertThat(created.json().getBoolean("invited")).isTrue();
        assertThat(owner.get(operator).is(200).body()).doesNotContain(token).contains("\"invitation\":null");
        fails(email, "anything at all");

        String link = "/operators/invitations/" + token;
        anonymous.post(link, json("password", "short")).isInvalid("password");
        anonymous.post(link, json("password", PASSWORD)).is(204);
        assertThat(signedIn(email, PASSWORD).get("/me").is(200).json().getString("email"))
                .isEqualTo(email);
        assertThat(owner.get(operator).json().getBoolean("invited")).isFalse();
        anonymous.post(link, json("password", NEW_PASSWORD)).isProblem(410, "invitation-over");
        anonymous
                .post("/operators/invitations/" + "x".repeat(43), json("password", PASSWORD))
                .isProblem(404, "invitation-not-found");
    }

    @Test
    void ofManyWhoUseALinkAtOnceOneSetsThePassword() {
        String email = newEmail();
        String token = owner.post("/operators", newOperator(email))
                .is(201)
                .json()
                .getJsonObject("invitation")
                .getString("token");
        List<Answer> answers =
                AtOnce.of(6, i -> anonymous.post("/operators/invitations/" + token, json("password", PASSWORD + i)));
        assertThat(answers).extracting(Answer::status).containsOnly(204, 410).containsOnlyOnce(204);
        for (int i = 0; i < 6; i++) {
            anonymous
                    .post("/auth/token", json("email", email, "password", PASSWORD + i))
                    .is(answers.get(i).status() == 204 ? 200 : 401);
        }
    }

    @Test
    void expiredAndReplacedLinksAreWorthless(Stack stack) throws SQLException {
        Answer created = owner.post("/operators", newOperator(newEmail())).is(201);
        String operator = "/operators/" + created.json().getString("id");
        String first = created.json().getJsonObject("invitation").getString("token");
        String second = owner.post(operator + "/invitation")
                .is(200)
                .json()
                .getJsonObject("invitation")
                .getString("token");
        anonymous
                .post("/operators/invitations/" + first, json("password", PASSWORD))
                .isProblem(404, "invitation-not-found");
        Superuser superuser = new Superuser(stack);
        String id = created.json().getString("id");
        superuser.execute(
                Superuser.CONTROL,
                "update operator_invitations set expires_at = now() - interval '1 second' where operator_id = '" + id
                        + "'");
        anonymous
                .post("/operators/invitations/" + second, json("password", PASSWORD))
                .isProblem(410, "invitation-over");
        assertThat(superuser.column(Superuser.CONTROL, "select token_hash from operator_invitations"))
                .doesNotContain(first, second);
    }

    @Test
    void editsAreConditional() {
        Operators.Operator operator = operators.taken("VIEWER");
        String stale = owner.get(operator.path()).header("ETag").orElseThrow();
        Answer renamed = owner.with("If-Match", stale)
                .patch(operator.path(), json("name", "Second"))
                .is(200);
        assertThat(renamed.json().getString("name")).isEqualTo("Second");
        assertThat(owner.get(operator.path()).header("ETag")).isEqualTo(renamed.header("ETag"));
        owner.with("If-Match", stale)
                .patch(operator.path(), json("name", "Third"))
                .isProblem(412, "precondition-failed");
        owner.with("If-Match", stale).delete(operator.path()).isProblem(412, "precondition-failed");
        owner.with("If-Match", renamed.header("ETag").orElseThrow())
                .delete(operator.path())
                .is(204);
        owner.get(operator.path()).isProblem(404, "operator-not-found");
        owner.delete(operator.path()).isProblem(404, "operator-not-found");
        owner.get("/operators/nobody").isProblem(404, "operator-not-found");
    }

    @Test
    void roleIsEffectiveOnLiveTokens() {
        Operators.Operator operator = operators.taken("VIEWER");
        operator.client().get("/operators").isProblem(403, "forbidden");
        owner.patch(operator.path(), json("role", "OWNER")).is(200);
        operator.client().get("/operators").is(200);
        owner.patch(operator.path(), json("role", "OPERATOR")).is(200);
        operator.client().get("/operators").isProblem(403, "forbidden");
        operator.client().get("/tenants").is(200);
    }

    @Test
    void whoIsSwitchedOffIsOutAndOldTokensStayWorthlessWhenSwitchedOnAgain() {
        Operators.Operator operator = operators.taken("OPERATOR");
        owner.patch(operator.path(), active(false)).is(200);
        operator.client().get("/tenants").isProblem(401, "unauthorized");
        fails(operator.email(), PASSWORD);
        owner.patch(operator.path(), active(true)).is(200);
        operator.client().get("/tenants").isProblem(401, "unauthorized");
        signedIn(operator.email(), PASSWORD).get("/tenants").is(200);
    }

    @Test
    void whoIsDeletedIsOutAndTheAddressIsFreeAgain() {
        Operators.Operator operator = operators.taken("OPERATOR");
        owner.delete(operator.path()).is(204);
        operator.client().get("/tenants").isProblem(401, "unauthorized");
        fails(operator.email(), PASSWORD);
        owner.post("/operators", newOperator(operator.email())).is(201);
        operator.client().get("/tenants").isProblem(401, "unauthorized");
    }

    @Test
    void passwordIsChangedByWhoKnowsItAndSignsOutEverywhere() {
        Operators.Operator operator = operators.taken("VIEWER");
        Client elsewhere = signedIn(operator.email(), PASSWORD);
        operator.client()
                .post("/me/password", json("current", "wrong", "new", NEW_PASSWORD))
                .isProblem(403, "wrong-password");
        operator.client().post("/me/password", json("new", "short")).isInvalid("current", "new");
        String token = operator.client()
                .post("/me/password", json("current", PASSWORD, "new", NEW_PASSWORD))
                .is(200)
                .json()
                .getString("accessToken");
        elsewhere.get("/me").isProblem(401, "unauthorized");
        operator.client().get("/me").isProblem(401, "unauthorized");
        anonymous.token(token).get("/me").is(200);
        fails(operator.email(), PASSWORD);
        signedIn(operator.email(), NEW_PASSWORD).get("/me").is(200);
    }

    @Test
    void guessingTheCurrentPasswordWithAStolenTokenIsThrottled() {
        Operators.Operator operator = operators.taken("VIEWER");
        JsonObject guess = json("current", "wrong", "new", NEW_PASSWORD);
        for (int i = 0; i < 10; i++) {
            operator.client().post("/me/password", guess).isProblem(403, "wrong-password");
        }
        operator.client().post("/me/password", guess).isProblem(429, "too-many-sign-ins");
    }

    @Test
    void signingOutEverywhereEndsAllTokensFromBefore() {
        Operators.Operator operator = operators.taken("VIEWER");
        Client elsewhere = signedIn(operator.email(), PASSWORD);
        operator.client().post("/auth/sign-out-everywhere").is(204);
        elsewhere.get("/me").isProblem(401, "unauthorized");
        operator.client().get("/me").isProblem(401, "unauthorized");
        signedIn(operator.email(), PASSWORD).get("/me").is(200);
        owner.get("/me").is(200);
    }

    @Test
    void whatBecomesOfOperatorsIsInTheAuditWithoutSecrets() {
        String email = newEmail();
        JsonObject invited =
                owner.post("/operators", newOperator(email)).is(201).json();
        String token = invited.getJsonObject("invitation").getString("token");
        anonymous
                .post("/operators/invitations/" + token, json("password", PASSWORD))
                .is(204);
        fails(email, "a wrong password");
        Client client = signedIn(email, PASSWORD);
        client.post("/auth/sign-out-everywhere").is(204);
        owner.patch("/operators/" + invited.getString("id"), json("role", "OPERATOR"))
                .is(200);
        owner.delete("/operators/" + invited.getString("id")).is(204);

        List<JsonObject> entries = owner.get("/audit?limit=100").is(200).items().stream()
                .filter(entry -> entry.toString().contains(email))
                .toList();
        assertThat(entries)
                .extracting(entry -> entry.getString("action") + " by " + entry.getString("actor"))
                .containsExactly(
                        "operator.delete by admin@helpdeskly.local",
                        "operator.change by admin@helpdeskly.local",
                        "operator.sign-out-everywhere by " + email,
                        "sign-in by " + email,
                        "sign-in.failed by anonymous",
                        "operator.accept-invitation by " + email,
                        "operator.invite by admin@helpdeskly.local");
        assertThat(entries.toString())
                .doesNotContain(PASSWORD)
                .doesNotContain("a wrong password")
                .doesNotContain(token)
                .doesNotContain("argon2");
        assertThat(entries.get(1).getString("before")).contains("VIEWER");
        assertThat(entries.get(1).getString("after")).contains("OPERATOR");
    }

    private static JsonObject newOperator(String email) {
        return json("email", email, "name", "Invited", "role", "VIEWER");
    }

    private static JsonObject active(boolean on) {
        return Json.createObjectBuilder().add("active", on).build();
    }

    private static String newEmail() {
        return newSlug("operator") + "@helpdeskly.local";
    }

    private Client signedIn(String email, String password) {
        return anonymous.token(Helpdeskly.token(anonymous, email, password));
    }

    private void fails(String email, String password) {
        anonymous
                .post("/auth/token", json("email", email, "password", password))
                .isProblem(401, "invalid-credentials");
    }
}
