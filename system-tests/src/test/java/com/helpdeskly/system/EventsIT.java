package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.EventStream;
import com.helpdeskly.system.harness.Form;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.Keys;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live updates. */
@ExtendWith(RunningServer.class)
class EventsIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int STREAMS_PER_USER = 8;

    private static Helpdeskly helpdeskly;
    private static Company company;
    private static Client customer;
    private static Client agent;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        helpdeskly = running;
        company = Company.of(running, "events");
        customer = company.customer().client();
        agent = company.agent().client();
    }

    @Test
    void whatHappensIsToldInOrder() {
        try (EventStream stream = EventStream.of(agent)) {
            JsonObject ticket = newTicket(customer, "Told");
            agent.patch(path(ticket), json("status", "IN_PROGRESS")).is(200);
            String comment = agent.post(path(ticket) + "/comments", json("body", "Hello"))
                    .is(201)
                    .json()
                    .getString("id");
            customer.postForm(path(ticket) + "/attachments", Form.file("a.txt", new byte[1]))
                    .is(201);
            agent.delete(path(ticket)).is(204);
            await(() -> assertThat(stream.about(ticket.getString("id")))
                    .containsExactly(
                            "ticket.created", "ticket.updated", "comment.created", "ticket.updated", "ticket.deleted"));
            EventStream.Event commented = stream.events().stream()
                    .filter(event -> event.name().equals("comment.created"))
                    .findFirst()
                    .orElseThrow();
            assertThat(commented.data().getString("commentId")).isEqualTo(comment);
            assertThat(commented.data().getString("actorId"))
                    .isEqualTo(company.agent().id());
        }
    }

    @Test
    void changeThatChangesNothingIsNotTold() {
        JsonObject ticket = newTicket(customer, "Same");
        try (EventStream stream = EventStream.of(agent)) {
            agent.patch(path(ticket), json("title", "Same")).is(200);
            agent.patch(path(ticket), json("title", "Other")).is(200);
            await(() -> assertThat(stream.about(ticket.getString("id"))).containsExactly("ticket.updated"));
        }
    }

    @Test
    void customersHearOfTheirOwnTicketsAndNeverOfInternalNotes() {
        Company.Person other = company.another("CUSTOMER");
        try (EventStream mine = EventStream.of(customer);
                EventStream theirs = EventStream.of(other.client());
                EventStream staff = EventStream.of(agent)) {
            JsonObject ticket = newTicket(customer, "Mine");
            JsonObject note = agent.send("POST", path(ticket) + "/comments", "{\"body\":\"secret\",\"internal\":true}")
                    .is(201)
                    .json();
            String notes = path(ticket) + "/comments/" + note.getString("id");
            agent.patch(notes, json("body", "more secret")).is(200);
            agent.postForm(
                            path(ticket) + "/attachments",
                            Form.file("secret.txt", new byte[1]).field("internal", "true"))
                    .is(201);
            agent.delete(notes).is(204);
            JsonObject last = newTicket(other.client(), "Theirs");
            String id = ticket.getString("id");
            await(() -> assertThat(theirs.about(last.getString("id"))).containsExactly("ticket.created"));
            await(() -> assertThat(staff.about(id))
                    .containsExactly(
                            "ticket.created", "comment.created", "ticket.updated", "ticket.updated", "ticket.updated"));
            agent.post(path(ticket) + "/comments", json("body", "Public")).is(201);
            await(() -> assertThat(mine.about(id)).containsExactly("ticket.created", "comment.created"));
            assertThat(theirs.about(id)).isEmpty();
            assertThat(mine.about(last.getString("id"))).isEmpty();
            assertThat(mine.events().get(1).data().keySet()).doesNotContain("actorId");
        }
    }

    @Test
    void clientResumesWhereItWas() {
        String place;
        JsonObject first = newTicket(customer, "First");
        try (EventStream stream = EventStream.of(agent)) {
            await(() -> assertThat(stream.lastId()).isNotEmpty());
            agent.patch(path(first), json("title", "Seen")).is(200);
            await(() -> assertThat(stream.about(first.getString("id"))).hasSize(1));
            place = stream.events().get(0).id();
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            missed.add(newTicket(customer, "Missed " + i).getString("id"));
        }
        try (EventStream stream = EventStream.after(agent, place)) {
            await(() -> assertThat(created(stream)).isEqualTo(missed));
            assertThat(stream.about(first.getString("id"))).isEmpty();
        }
        try (EventStream stream = EventStream.at(agent, "/events?lastEventId=" + place)) {
            await(() -> assertThat(created(stream)).isEqualTo(missed));
        }
    }

    private static List<String> created(EventStream stream) {
        return stream.events().stream()
                .filter(event -> event.name().equals("ticket.created"))
                .map(EventStream.Event::ticket)
                .toList();
    }

    @Test
    void noneIsLostHoweverTheyAreWritten() throws Exception {
        Company own = Company.of(helpdeskly, "eventful");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try (EventStream stream = EventStream.of(own.agent().client())) {
            await(() -> assertThat(stream.signs()).isPositive());
            Callable<List<String>> writer = () -> {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    ids.add(newTicket(own.customer().client(), "Many").getString("id"));
                }
                return ids;
            };
            Set<String> written = writers.invokeAll(List.of(writer, writer, writer, writer, writer, writer)).stream()
                    .map(EventsIT::result)
                    .flatMap(List::stream)
                    .collect(Collectors.toSet());
            await(() -> assertThat(created(stream)).hasSize(240));
            assertThat(created(stream)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
        } finally {
            writers.shutdownNow();
        }
    }

    private static List<String> result(Future<List<String>> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void idsOfOthersAndMadeUpOnesAreRefused() {
        Company other = Company.of(helpdeskly, "events-other");
        String foreign;
        try (EventStream stream = EventStream.of(other.agent().client())) {
            await(() -> assertThat(stream.lastId()).isNotEmpty());
            foreign = stream.lastId();
        }
        for (String id : List.of(foreign, "1", "x".repeat(5000), "AAAA")) {
            agent.with("Last-Event-ID", id).get("/events").isInvalid("Last-Event-ID");
            agent.get("/events?lastEventId=" + id).isInvalid("Last-Event-ID");
        }
    }

    @Test
    void silentStreamIsKeptAlive() {
        try (EventStream stream = EventStream.of(company.another("CUSTOMER").client())) {
            Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> stream.signs() >= 3);
            assertThat(stream.isEnded()).isFalse();
        }
    }

    @Test
    void closedStreamsMakeRoom() {
        Client person = company.another("AGENT").client();
        for (int round = 0; round < 3; round++) {
            List<EventStream> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS_PER_USER; i++) {
                streams.add(EventStream.of(person));
            }
            if (round == 0) {
                person.head("GET", "/events", null).isProblem(429, "too-many-streams");
            }
            streams.forEach(EventStream::close);
        }
        EventStream.of(person).close();
    }

    @Test
    void streamEndsWhenItsUserIsDeactivatedOrGetsAnotherRole() {
        Company.Person leaving = company.another("AGENT");
        Company.Person demoted = company.another("AGENT");
        try (EventStream first = EventStream.of(leaving.client());
                EventStream second = EventStream.of(demoted.client());
                EventStream other = EventStream.of(agent)) {
            Client admin = company.admin().client();
            admin.delete("/users/" + leaving.id()).is(204);
            admin.patch("/users/" + demoted.id(), json("role", "CUSTOMER")).is(200);
            await(() -> assertThat(first.isEnded()).isTrue());
            await(() -> assertThat(second.isEnded()).isTrue());
            leaving.client().get("/events").isProblem(401, "unauthorized");
            assertThat(other.isEnded()).isFalse();
        }
    }

    @Test
    void streamEndsWhenItsTokenIsSignedOutOrItsKeyIsRevoked() {
        Company.Person leaving = company.another("AGENT");
        Company.Person programmer = company.another("AGENT");
        JsonObject key = Keys.make(programmer.client(), "tickets:read");
        Client program = programmer.client().with("Authorization", "Bearer " + key.getString("secret"));
        try (EventStream first = EventStream.of(leaving.client());
                EventStream second = EventStream.of(program);
                EventStream other = EventStream.of(agent)) {
            leaving.client().post("/auth/sign-out-everywhere").is(204);
            programmer.client().delete("/api-keys/" + key.getString("id")).is(204);
            await(() -> assertThat(first.isEnded()).isTrue());
            await(() -> assertThat(second.isEnded()).isTrue());
            assertThat(other.isEnded()).isFalse();
        }
    }

    @Test
    void streamsEndWhenTheTenantIsSuspended() {
        Company own = Company.of(helpdeskly, "events-gone");
        try (EventStream stream = EventStream.of(own.agent().client())) {
            await(() -> assertThat(stream.signs()).isPositive());
            helpdeskly
                    .operator()
                    .post("/tenants/" + own.slug() + "/suspend", json("reason", "unpaid"))
                    .is(200);
            await(() -> assertThat(stream.isEnded()).isTrue());
        }
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(SOON).untilAsserted(assertion::run);
    }
}
