package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every error is a problem of RFC 9457, whoever makes it, and shows nothing of how the product is made. */
@ExtendWith(RunningServer.class)
class ProblemsIT {
    private Helpdeskly helpdeskly;
    private String slug;
    private Client owner;
    private Client operator;

    @BeforeEach
    void oneTenant(Helpdeskly running) {
        helpdeskly = running;
        slug = running.newTenant("problem");
        owner = running.owner(slug);
        operator = running.operator();
    }

    @Test
    void unknownPathsAreProblemsInsideAndOutsideOfTheApis() {
        owner.get("/nothing").isProblem(404, "not-found");
        operator.get("/nothing").isProblem(404, "not-found");
        helpdeskly.atApp().get("/nothing").isProblem(404, "not-found");
        helpdeskly.atControl().get("/control/nothing").isProblem(404, "not-found");
    }

    @Test
    void methodsAndMediaTypesThatAreNotServedAreProblems() {
        assertThat(owner.delete("/tickets").isProblem(405, "method-not-allowed").header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET").contains("POST"));
        owner.with("Accept", "text/csv").get("/tickets").isProblem(406, "not-acceptable");
        owner.with("Content-Type", "text/plain")
                .send("POST", "/tickets", "hello")
                .isProblem(415, "unsupported-media-type");
        operator.with("Content-Type", "application/xml")
                .send("POST", "/tenants", "<a/>")
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void bodiesThatAreNotAJsonObjectAreProblems() {
        String deep =
                "{\"title\":".concat("[".repeat(5000)).concat("]".repeat(5000)).concat("}");
        for (String body :
                new String[] {"", "{", "[]", "null", "1", "\"x\"", "{\"title\":}", "{\"a\":1,\"a\":2}", deep}) {
            Answer answer = owner.send("POST", "/tickets", body).hidesInternals();
            assertThat(answer.status()).as(body.length() > 40 ? "deep" : body).isEqualTo(400);
            assertThat(operator.send("POST", "/tenants", body).hidesInternals().status())
                    .isEqualTo(400);
        }
    }

    @Test
    void acceptThatIsNotWellFormedIsTheClientsFault() {
        for (String broken : new String[] {"garbage", "a/b;q=high", "*/json;q=x"}) {
            owner.with("Accept", broken).get("/tickets").isProblem(400, "bad-request");
            operator.with("Accept", broken).get("/tenants").isProblem(400, "bad-request");
        }
    }

    @Test
    void numberThatIsTooLongToComputeWithIsMalformed() {
        owner.send("POST", "/tickets", "{\"title\":" + "9".repeat(100_000) + "}")
                .isProblem(400, "malformed-json");
    }

    @Test
    void wrongTypesAreViolationsOfTheirFields() {
        Answer answer = owner.send(
                "POST",
                "/tickets",
                "{\"title\":{},\"description\":[1],\"priority\":\"SOON\",\"assignedToId\":\"x\",\"more\":1}");

        assertThat(answer.isProblem(400, "invalid-request").violations())
                .containsExactly("assignedToId", "description", "more", "priority", "title");
        assertThat(owner.post("/tickets", json("title", "a\u0000b", "description", "x"))
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("title");
        assertThat(owner.get("/tickets?status=NONE&priority=SOON&assignedTo=x&limit=0&sort=colour")
                        .isProblem(400, "invalid-request")
                        .violations())
                .contains("assignedTo", "priority", "sort", "status");
    }

    @Test
    void bodyThatIsTooLargeIsAProblem() {
        for (int length : new int[] {1_100_000, 20_000_000}) {
            owner.post("/tickets", json("title", "x", "description", "x".repeat(length)))
                    .isProblem(413, "content-too-large");
        }
        assertThat(owner.post("/tickets", json("title", "x".repeat(201), "description", "x".repeat(65_537)))
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("description", "title");
    }

    @Test
    void requestIdIsKeptWhereItIsSaneAndMadeWhereItIsNot() {
        assertThat(owner.with("X-Request-Id", "my-id.1").get("/tickets").header("X-Request-Id"))
                .contains("my-id.1");
        assertThat(owner.with("X-Request-Id", "a b").get("/tickets").header("X-Request-Id"))
                .hasValueSatisfying(made -> assertThat(made).isNotEqualTo("a b").hasSizeGreaterThan(10));
        assertThat(helpdeskly.atApp().get("/nothing").header("X-Request-Id")).isPresent();
    }

    @Test
    void tenantThatIsNotNamedWellIsRefusedAsTheContractSays() {
        Map.of(
                        "", "tenant-slug-invalid",
                        "Acme", "tenant-slug-invalid",
                        "-acme", "tenant-slug-invalid",
                        "admin", "tenant-slug-invalid",
                        "a.b", "tenant-slug-invalid")
                .forEach((name, code) -> helpdeskly
                        .atApp()
                        .with("X-Tenant-Slug", name)
                        .get("/api/v1/tickets")
                        .isProblem(403, code));
        helpdeskly.tenant("nobody-has-this").get("/tickets").isProblem(404, "tenant-not-found");
        helpdeskly
                .atApp()
                .with("Host", "www.example.com")
                .get("/api/v1/tickets")
                .isProblem(403, "tenant-slug-invalid");
        helpdeskly.atApp().with("Host", "127.0.0.1").get("/api/v1/tickets").isProblem(403, "tenant-slug-invalid");
    }
}
