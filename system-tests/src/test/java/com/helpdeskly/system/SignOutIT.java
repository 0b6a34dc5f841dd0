package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How access tokens end before their time. On two nodes: {@code PeopleOnTwoNodesIT}. */
@ExtendWith(RunningServer.class)
class SignOutIT {
    private static Company company;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "signout");
    }

    @Test
    void signingOutEverywhereEndsEveryTokenOfTheCallerAndNoOther() {
        Company.Person person = company.another("AGENT");
        Client elsewhere = again(person);
        Client key = company.helpdeskly()
                .tenant(company.slug())
                .token(Keys.make(person.client(), "tickets:read").getString("secret"));

        person.client().post("/auth/sign-out-everywhere").is(204);

        person.client().get("/me").isProblem(401, "unauthorized");
        elsewhere.get("/tickets").isProblem(401, "unauthorized");
        elsewhere.post("/tickets", json("title", "x", "description", "x")).isProblem(401, "unauthorized");
        key.get("/tickets").is(200);
        company.agent().client().get("/me").is(200);
        again(person).get("/me").is(200);
    }

    @Test
    void anotherPasswordEndsTheTokensOfBefore() {
        Company.Person person = company.another("AGENT");
        company.admin()
                .client()
                .patch("/users/" + person.id(), json("password", "another horse 2"))
                .is(200);
        person.client().get("/tickets").isProblem(401, "unauthorized");
    }

    @Test
    void anotherRoleHoldsForTokensThatAreOutThere() {
        Company.Person person = company.another("AGENT");
        String user = "/users/" + person.id();
        person.client().get("/users").is(200);
        company.admin().client().patch(user, json("role", "CUSTOMER")).is(200);
        person.client().get("/users").isProblem(403, "forbidden");
        company.admin().client().patch(user, json("role", "ADMIN")).is(200);
        person.client().patch(user, json("name", "Promoted")).is(200);
    }

    @Test
    void deactivationEndsTokensForGood() {
        Company.Person person = company.another("AGENT");
        String user = "/users/" + person.id();
        company.admin().client().delete(user).is(204);
        person.client().get("/tickets").isProblem(401, "unauthorized");
        company.admin().client().send("PATCH", user, "{\"active\":true}").is(200);
        person.client().get("/tickets").isProblem(401, "unauthorized");
        again(person).get("/tickets").is(200);
    }

    private static Client again(Company.Person person) {
        Client anonymous = company.helpdeskly().tenant(company.slug());
        return anonymous.token(Helpdeskly.token(anonymous, person.email(), PASSWORD));
    }
}
