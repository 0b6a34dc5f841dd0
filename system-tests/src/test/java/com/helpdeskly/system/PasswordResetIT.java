package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How somebody who has lost a password gets another one. */
@ExtendWith(RunningServer.class)
class PasswordResetIT {
    private static final String NEXT = "another horse 2";

    private static Company company;
    private static Client admin;
    private static Client anonymous;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "reset");
        admin = company.admin().client();
        anonymous = running.tenant(company.slug());
    }

    @Test
    void linkSetsAnotherPasswordAndEndsAllTokensAndKeys() {
        Company.Person person = company.another("AGENT");
        Client key = anonymous.token(Keys.make(person.client(), "tickets:read").getString("secret"));
        key.get("/tickets").is(200);
        String token = link(person);
        person.client().get("/me").is(200);

        anonymous.post("/auth/password-reset/" + token, json("password", NEXT)).is(204);

        person.client().get("/me").isProblem(401, "unauthorized");
        key.get("/tickets").isProblem(401, "unauthorized");
        signIn(person, PASSWORD).isProblem(401, "invalid-credentials");
        signIn(person, NEXT).is(200);
        anonymous
                .post("/auth/password-reset/" + token, json("password", PASSWORD))
                .isProblem(410, "link-over");
    }

    @Test
    void linkIsUsedByOneHoweverManyTryAtOnce() {
        Company.Person person = company.another("AGENT");
        String token = link(person);
        List<Answer> answers = AtOnce.of(
                8, i -> anonymous.post("/auth/password-reset/" + token, json("password", "horse of caller " + i)));
        assertThat(answers).extracting(Answer::status).containsOnly(204, 410).containsOnlyOnce(204);
    }

    @Test
    void newestLinkIsTheOneThatIsGood() {
        Company.Person person = company.another("AGENT");
        String first = link(person);
        String second = link(person);
        anonymous.post("/auth/password-reset/" + first, json("password", NEXT)).isProblem(404, "link-not-found");
        anonymous.post("/auth/password-reset/" + second, json("password", NEXT)).is(204);
    }

    @Test
    void whoIsNotActiveGetsNoLink() {
        Company.Person person = company.another("AGENT");
        String token = link(person);
        admin.delete("/users/" + person.id()).is(204);
        anonymous.post("/auth/password-reset/" + token, json("password", NEXT)).isProblem(404, "link-not-found");
        admin.post("/users/" + person.id() + "/password-reset").isProblem(409, "user-inactive");
    }

    private static String link(Company.Person person) {
        return admin.post("/users/" + person.id() + "/password-reset")
                .is(200)
                .json()
                .getString("token");
    }

    private static Answer signIn(Company.Person person, String password) {
        return anonymous.post("/auth/token", json("email", person.email(), "password", password));
    }
}
