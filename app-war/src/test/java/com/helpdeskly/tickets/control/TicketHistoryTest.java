package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketHistoryTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private Desk desk;
    private User agent;
    private TicketView ticket;
    private TicketReference reference;

    @BeforeEach
    void aTicketWithAHistory() {
        desk = new Desk(database);
        agent = database.user("ann", Role.AGENT);
        ticket = desk.open(agent, "t");
        reference = TicketReference.to(ticket.id());
        desk.change(
                agent,
                ticket,
                new TicketChange(
                        Optional.of("new"),
                        Optional.of("x".repeat(300)),
                        Optional.of(TicketStatus.WAITING),
                        Optional.of(TicketPriority.HIGH),
                        Desk.untouched(),
                        Desk.untouched()));
        desk.comment(agent, ticket, "note", true);
        desk.tags.replace(viewer(agent), reference, List.of("a", "b"), version -> {});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20})
    void pagesGoOnWithinWhatOneWriteHasChanged(int limit) {
        List<HistoryItem> items = new ArrayList<>();
        Optional<TicketHistory.Position> after = Optional.empty();
        List<TicketHistory.Placed> page;
        do {
            page = desk.history.page(viewer(agent), reference, after, limit);
            page.forEach(placed -> items.add(placed.item()));
            after = page.isEmpty()
                    ? after
                    : Optional.of(TicketHistory.Position.of(
                            List.of(page.get(page.size() - 1).position().keys())));
        } while (!page.isEmpty());
        assertThat(items)
                .extracting(HistoryItem::field)
                .containsExactly("created", "title", "description", "status", "priority", "internalNote", "tags");
        assertThat(items.get(2).to()).hasSize(200).endsWith("…");
        assertThat(items.get(3)).extracting(HistoryItem::from, HistoryItem::to).containsExactly("OPEN", "WAITING");
        assertThat(items.get(6).to()).isEqualTo("a,b");
        assertThat(items).extracting(item -> item.actor().id()).containsOnly(agent.id());
    }

    @Test
    void aPageTakesTwoStatements() {
        assertThat(database.statementsOf(() -> desk.history.page(viewer(agent), reference, Optional.empty(), 20)))
                .isEqualTo(2);
    }

    @Test
    void aWriteIsOneRowWhateverItChanges() {
        desk.change(agent, ticket, Desk.title("warm"));
        int one = database.statementsOf(() -> desk.change(agent, ticket, Desk.title("one")));
        int two = database.statementsOf(() -> desk.change(
                agent,
                ticket,
                new TicketChange(
                        Optional.of("two"),
                        Optional.of("two"),
                        Optional.empty(),
                        Optional.of(TicketPriority.LOW),
                        Desk.untouched(),
                        Desk.untouched())));
        assertThat(two).isEqualTo(one).isEqualTo(6);
    }
}
