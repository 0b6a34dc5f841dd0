package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketBulkTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private Desk desk;
    private User agent;

    @BeforeEach
    void people() {
        desk = new Desk(database);
        agent = database.user("ann", Role.AGENT);
    }

    @Test
    void aHundredTicketsTakeAsManyStatementsAsOne() {
        List<TicketReference> many = references(100);
        move(references(1), TicketStatus.WAITING);
        assertThat(database.statementsOf(() -> move(references(0), TicketStatus.WAITING)))
                .isZero();
        assertThat(database.statementsOf(() -> move(many, TicketStatus.WAITING)))
                .isLessThanOrEqualTo(6);
        assertThat(move(many, TicketStatus.RESOLVED))
                .hasSize(100)
                .allSatisfy(outcome -> assertThat(outcome.refusal()).isEmpty());
        assertThat(desk.history.page(viewer(agent), many.get(99), Optional.empty(), 10))
                .extracting(placed -> placed.item().field())
                .containsExactly("created", "status", "status");
    }

    @Test
    void oneThatRefusesLeavesTheOthersAsTheyAre() {
        List<TicketReference> three = references(3);
        move(three.subList(1, 2), TicketStatus.CLOSED);
        List<TicketBulk.Outcome> outcomes = move(three, TicketStatus.WAITING);
        assertThat(outcomes)
                .extracting(outcome -> outcome.refusal().map(e -> e.code()).orElse("done"))
                .containsExactly("done", "ticket-state", "done");
        assertThat(three)
                .extracting(
                        reference -> desk.pages.one(viewer(agent), reference).status())
                .containsExactly(TicketStatus.WAITING, TicketStatus.CLOSED, TicketStatus.WAITING);
    }

    private List<TicketBulk.Outcome> move(List<TicketReference> tickets, TicketStatus status) {
        return tickets.isEmpty()
                ? List.of()
                : desk.bulk.change(
                        viewer(agent),
                        tickets,
                        new TicketChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(status),
                                Optional.empty(),
                                Desk.untouched(),
                                Desk.untouched()));
    }

    private List<TicketReference> references(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TicketReference.to(desk.open(agent, "t" + i).id()))
                .toList();
    }
}
