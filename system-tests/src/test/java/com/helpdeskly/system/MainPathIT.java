package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The product's main job, as a new user does it. */
@ExtendWith(RunningServer.class)
class MainPathIT {
    @Test
    void operatorCreatesATenantAndItsPeopleWorkOnTicketsThatNobodyElseSees(Helpdeskly helpdeskly) {
        String acme = helpdeskly.newTenant("acme");
        Client acmeOwner = helpdeskly.owner(acme);
        newTicket(acmeOwner, "Of acme alone");
        String initech = Helpdeskly.newSlug("initech");
        Client operator = helpdeskly.operator();

        Answer made = helpdeskly.requestTenant(operator, initech).is(202);
        assertThat(made.json().getString("status")).isEqualTo("PROVISIONING");
        assertThat(made.header("Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .endsWith("/control/api/v1/tenants/" + made.json().getString("id")));

        JsonObject job = awaitJob(operator, made.json().getString("jobId"));
        assertThat(job.getJsonArray("steps").getValuesAs(JsonObject.class))
                .extracting(step -> step.getString("name") + " " + step.getString("status"))
                .containsExactly(
                        "role SUCCEEDED",
                        "database SUCCEEDED",
                        "identity SUCCEEDED",
                        "owner SUCCEEDED",
                        "check SUCCEEDED");
        assertThat(operator.get("/tenants/" + initech).is(200).json().getString("status"))
                .isEqualTo("ACTIVE");

        Client owner = helpdeskly.owner(initech);
        Answer opened = owner.post("/tickets", json("title", "The printer 🔥", "description", "It burns"))
                .is(201);
        String id = opened.json().getString("id");
        assertThat(opened.header("Location").orElseThrow()).endsWith("/api/v1/tickets/" + id);
        assertThat(opened.json().getString("status")).isEqualTo("OPEN");
        assertThat(opened.json().getString("priority")).isEqualTo("MEDIUM");
        assertThat(opened.json().getJsonObject("author").getString("email")).isEqualTo(Helpdeskly.ownerOf(initech));
        owner.post("/tickets/" + id + "/comments", json("body", "Put it out")).is(201);

        JsonObject byHeader = owner.get("/tickets").is(200).items().get(0);
        JsonObject bySubDomain = owner.with("X-Tenant-Slug", "")
                .with("Host", initech + ".localhost:" + helpdeskly.app().getPort())
                .get("/tickets")
                .is(200)
                .items()
                .get(0);
        assertThat(byHeader).isEqualTo(bySubDomain);
        assertThat(byHeader.getJsonArray("comments").getJsonObject(0).getString("body"))
                .isEqualTo("Put it out");

        assertThat(acmeOwner.get("/tickets").is(200).items("title")).containsExactly("Of acme alone");
        acmeOwner.get("/tickets/" + id).isProblem(404, "ticket-not-found");
        acmeOwner.with("X-Tenant-Slug", initech).get("/tickets").isProblem(403, "tenant-mismatch");
    }

    private static JsonObject awaitJob(Client operator, String id) {
        return Awaitility.await()
                .until(
                        () -> operator.get("/jobs/" + id).is(200).json(),
                        job -> !job.getString("status").matches("QUEUED|RUNNING"));
    }
}
