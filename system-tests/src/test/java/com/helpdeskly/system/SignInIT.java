package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a tenant's people sign in, and how it is refused. */
@ExtendWith(RunningServer.class)
class SignInIT {
    private static Company company;
    private static Client admin;
    private static Client anonymous;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "signin");
        admin = company.admin().client();
        anonymous = running.tenant(company.slug());
    }

    @Test
    void signInGivesATokenThatOpensTheCallersOwnAccount() {
        Answer answer = signIn(company.customer().email(), Helpdeskly.PASSWORD).is(200);
        assertThat(answer.json().keySet()).containsExactlyInAnyOrder("accessToken", "tokenType", "expiresIn");
        assertThat(answer.header("Cache-Control")).contains("no-store");

        Answer me = anonymous
                .token(answer.json().getString("accessToken"))
                .get("/me")
                .is(200);
        assertThat(me.json())
                .isEqualTo(
                        admin.get("/users/" + company.customer().id()).is(200).json());
        assertThat(me.json().getString("role")).isEqualTo("CUSTOMER");
        anonymous.get("/me").isProblem(401, "unauthorized");
    }

    @Test
    void addressMayBeWrittenInAnyCaseAndThePasswordMayNot() {
        String email = company.agent().email();

        signIn("  " + email.toUpperCase() + "\n", Helpdeskly.PASSWORD).is(200);
        signIn(email, Helpdeskly.PASSWORD.toUpperCase()).isProblem(401, "invalid-credentials");
        signIn(email, Helpdeskly.PASSWORD + " ").isProblem(401, "invalid-credentials");
        signIn(email, " " + Helpdeskly.PASSWORD).isProblem(401, "invalid-credentials");
    }

    @Test
    void refusalDoesNotTellWhetherThereIsSuchAnAccount() {
        String left = company.another("AGENT").email();
        String id = admin.walk("/users?limit=100").stream()
                .filter(user -> user.getString("email").equals(left))
                .findFirst()
                .orElseThrow()
                .getString("id");
        admin.delete("/users/" + id).is(204);
        String invited = newEmail();
        admin.post("/users", json("email", invited, "name", "Invited", "role", "AGENT"))
                .is(201);

        List<JsonObject> refusals = List.of(
                signIn(company.admin().email(), "wrong password").json(),
                signIn(newEmail(), Helpdeskly.PASSWORD).json(),
                signIn(left, Helpdeskly.PASSWORD).json(),
                signIn(invited, Helpdeskly.PASSWORD).json(),
                signIn("nobody", Helpdeskly.PASSWORD).json());
        assertThat(refusals)
                .allSatisfy(refusal ->
                        assertThat(refusal.getString("type")).isEqualTo("urn:helpdeskly:problem:invalid-credentials"))
                .extracting(refusal -> refusal.getString("detail"))
                .containsOnly(refusals.get(0).getString("detail"));
    }

    @Test
    void passwordThatAnAdminSetsTakesThePlaceOfTheOldOne() {
        String email = newEmail();
        String user = "/users/"
                + admin.post("/users", json("email", email, "name", "New", "role", "AGENT"))
                        .is(201)
                        .json()
                        .getString("id");
        for (String password : List.of("12345678", "пароль 🔥 密码", "🔥".repeat(200), " surrounded ")) {
            assertThat(admin.patch(user, json("password", password)).is(200).body())
                    .doesNotContain(password);
            signIn(email, password).is(200);
        }
        signIn(email, "12345678").isProblem(401, "invalid-credentials");
    }

    @Test
    void everyRuleThatASignInBreaksIsToldAtOnce() {
        anonymous.send("POST", "/auth/token", "{}").isInvalid("email", "password");
        anonymous
                .send("POST", "/auth/token", "{\"email\":1,\"password\":null,\"tenant\":\"acme\"}")
                .isInvalid("email", "password", "tenant");
        signIn("a\u0000b@x.example", "\u0000").isInvalid("email", "password");
        signIn("x".repeat(255), "x".repeat(201)).isInvalid("email", "password");
    }

    @Test
    void guessingIsSlowedDownForThatAccountOfThatTenantAlone() {
        String email = company.another("AGENT").email();
        for (int i = 0; i < 10; i++) {
            signIn(i % 2 == 0 ? email : " " + email.toUpperCase(), "wrong").isProblem(401, "invalid-credentials");
        }
        signIn(email, Helpdeskly.PASSWORD).isProblem(429, "too-many-sign-ins");
        signIn(email.toUpperCase() + " ", "wrong").isProblem(429, "too-many-sign-ins");

        signIn(company.customer().email(), Helpdeskly.PASSWORD).is(200);
        Company other = Company.of(company.helpdeskly(), "othersignin");
        company.helpdeskly()
                .tenant(other.slug())
                .post("/auth/token", json("email", email, "password", "wrong"))
                .isProblem(401, "invalid-credentials");
    }

    private static Answer signIn(String email, String password) {
        return anonymous.post("/auth/token", json("email", email, "password", password));
    }

    private static String newEmail() {
        return newSlug("signin") + "@signin.example";
    }
}
