package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.EventStream;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.TwoNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written at one node is heard at the other. */
class EventsOnTwoNodesIT {
    private static final Duration AT_ONCE = Duration.ofMillis(600);
    private static final Duration REDIS_IS_BACK = Duration.ofSeconds(30);
    private static final Duration WITHOUT_REDIS = Duration.ofSeconds(4);

    private static TwoNodes nodes;
    private static Company company;
    private static Client there;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start("events", Map.of());
        company = Company.of(nodes.first(), "events");
        there = nodes.second().person(company.slug(), company.agent().email());
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void itIsHeardAtOnce() {
        try (EventStream stream = EventStream.of(there)) {
            Awaitility.await().until(() -> stream.signs() > 0);
            // Whoever only looks now and then would be in luck five times in a row.
            Awaitility.await()
                    .atMost(REDIS_IS_BACK)
                    .ignoreExceptionsInstanceOf(ConditionTimeoutException.class)
                    .until(() -> {
                        for (int i = 0; i < 5; i++) {
                            isHeard(stream, AT_ONCE);
                        }
                        return true;
                    });
        }
    }

    @Test
    void withoutRedisItIsHeardWithinAFewSeconds() {
        try (EventStream stream = EventStream.of(there)) {
            nodes.firstStack().redis().killHard();
            try {
                isHeard(stream, WITHOUT_REDIS);
                assertThat(stream.isEnded()).isFalse();
            } finally {
                nodes.firstStack().redis().start();
            }
        }
    }

    @Test
    void clientGoesOnAtTheOtherNodeWhereItWas() {
        String place;
        try (EventStream stream = EventStream.of(company.agent().client())) {
            Awaitility.await().until(() -> !stream.lastId().isEmpty());
            place = stream.lastId();
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            missed.add(ticketAt(i % 2 == 0 ? nodes.first() : nodes.second()));
        }
        try (EventStream stream = EventStream.after(there, place)) {
            Awaitility.await()
                    .atMost(WITHOUT_REDIS)
                    .untilAsserted(() -> assertThat(stream.events())
                            .extracting(EventStream.Event::ticket)
                            .containsExactlyElementsOf(missed));
        }
    }

    private static void isHeard(EventStream stream, Duration within) {
        String ticket = ticketAt(nodes.first());
        Awaitility.await()
                .atMost(within)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(stream.about(ticket)).containsExactly("ticket.created"));
    }

    private static String ticketAt(Helpdeskly node) {
        Client customer = node.person(company.slug(), company.customer().email());
        return newTicket(customer, "Heard").getString("id");
    }
}
