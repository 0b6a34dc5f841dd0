package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.awaitStatus;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request with an Idempotency-Key is carried out once, however often it is sent. */
@ExtendWith(RunningServer.class)
class IdempotencyIT {
    private final String key = UUID.randomUUID().toString();
    private final String slug = newSlug("once");
    private Helpdeskly helpdeskly;
    private Client operator;

    @BeforeEach
    void signIn(Helpdeskly product) {
        helpdeskly = product;
        operator = product.operator().with("Idempotency-Key", key);
    }

    @Test
    void repeatedRequestGetsTheFirstAnswerAgain() {
        Answer first = helpdeskly.requestTenant(operator, slug).is(202);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        awaitStatus(operator, slug, "ACTIVE");

        Answer again = helpdeskly.requestTenant(operator, slug).is(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(operator.get("/tenants?q=" + slug).is(200).items()).hasSize(1);
    }

    @Test
    void keyIsGoodForOneRequestOnly() {
        helpdeskly.requestTenant(operator, slug).is(202);
        helpdeskly.requestTenant(operator, newSlug("twice")).isProblem(422, "idempotency-key-reused");
        operator.post("/tenants/" + slug + "/suspend", json("reason", "unpaid"))
                .isProblem(422, "idempotency-key-reused");
    }

    @Test
    void refusedRequestCanBePutRightAndSentWithTheSameKey() {
        operator.post("/tenants", json("name", "No slug")).isProblem(400, "invalid-request");
        helpdeskly.requestTenant(operator, slug).is(202);
        helpdeskly.requestTenant(operator, slug).is(202);
    }

    @Test
    void sameRequestManyTimesAtOnceIsCarriedOutOnce() throws Exception {
        List<Answer> answers = AtOnce.of(8, caller -> helpdeskly.requestTenant(operator, slug));
        assertThat(answers).allSatisfy(answer -> {
            if (answer.status() != 202) {
                answer.isProblem(409, "idempotency-in-progress");
            }
        });
        assertThat(answers).extracting(Answer::status).contains(202);
        helpdeskly.requestTenant(operator, slug).is(202);
        assertThat(operator.get("/jobs?tenant=" + slug).is(200).items()).hasSize(1);
    }

    @Test
    void answerThatWasLostIsToldAndNothingIsDoneTwice(Stack stack) throws Exception {
        helpdeskly.requestTenant(operator, slug).is(202);
        new Superuser(stack)
                .execute(
                        Superuser.CONTROL,
                        "update idempotency_keys set status = 'DONE', sealed = null, locked_until = now() where key = '"
                                + key + "'");
        helpdeskly.requestTenant(operator, slug).isProblem(409, "idempotency-answer-lost");
    }

    @Test
    void answersAreNotKeptInClear(Stack stack) throws Exception {
        helpdeskly.requestTenant(operator, slug).is(202);
        assertThat(new Superuser(stack)
                        .column(Superuser.CONTROL, "select sealed from idempotency_keys where key = '" + key + "'"))
                .hasSize(1)
                .allSatisfy(kept -> assertThat(kept).doesNotContain(slug));
    }

    @Test
    void keyThatIsNoneIsRefused() {
        for (String none : new String[] {"a".repeat(256), "with blank"}) {
            assertThat(helpdeskly
                            .requestTenant(operator.with("Idempotency-Key", none), slug)
                            .isProblem(400, "invalid-request")
                            .violations())
                    .containsExactly("Idempotency-Key");
        }
    }

    @Test
    void ticketIsOpenedOnceHoweverOftenItIsSent() throws Exception {
        String tenant = helpdeskly.newTenant("tickets");
        Client owner = helpdeskly.owner(tenant).with("Idempotency-Key", key);
        JsonObject ticket = json("title", "Printer", "description", "On fire");
        List<Answer> answers = AtOnce.of(8, caller -> owner.post("/tickets", ticket));
        assertThat(answers).allSatisfy(answer -> {
            if (answer.status() != 201) {
                answer.isProblem(409, "idempotency-in-progress");
            }
        });
        Answer again = owner.post("/tickets", ticket).is(201);
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .extracting(Answer::body)
                .containsOnly(again.body());
        assertThat(owner.get("/tickets").is(200).items()).hasSize(1);

        owner.post("/tickets", json("title", "Another", "description", "Ticket"))
                .isProblem(422, "idempotency-key-reused");
        String comments = "/tickets/" + again.json().getString("id") + "/comments";
        owner.post(comments, json("body", "Hello")).isProblem(422, "idempotency-key-reused");
        Client other = owner.with("Idempotency-Key", key + "-comment");
        other.post(comments, json("body", "Hello")).is(201);
        other.post(comments, json("body", "Hello")).is(201);
        assertThat(owner.get(comments).is(200).items()).hasSize(1);
    }

    @Test
    void keysOfTwoPeopleAndOfTwoTenantsHaveNothingToDoWithEachOther() {
        String tenant = helpdeskly.newTenant("mine");
        Client owner = helpdeskly.owner(tenant);
        Helpdeskly.newPerson(owner, "agent@mine.example", "AGENT");
        Client agent = helpdeskly.person(tenant, "agent@mine.example").with("Idempotency-Key", key);
        String other = helpdeskly.newTenant("theirs");
        agent.post("/tickets", json("title", "Mine", "description", "Mine")).is(201);
        owner.with("Idempotency-Key", key)
                .post("/tickets", json("title", "The owner's", "description", "Another"))
                .is(201);
        helpdeskly
                .owner(other)
                .with("Idempotency-Key", key)
                .post("/tickets", json("title", "Theirs", "description", "Another"))
                .is(201);
        assertThat(owner.get("/tickets").is(200).items("title")).containsExactlyInAnyOrder("Mine", "The owner's");
    }

    @Test
    void tenantThatIsAVersionBehindIsServedWithoutKeys(Stack stack) throws Exception {
        String tenant = helpdeskly.newTenant("behind");
        Superuser superuser = new Superuser(stack);
        superuser.execute(superuser.databaseOf(tenant), "drop table answered_requests");
        Client owner = helpdeskly.owner(tenant).with("Idempotency-Key", key);
        owner.post("/tickets", json("title", "Old", "description", "Schema")).is(201);
    }
}
