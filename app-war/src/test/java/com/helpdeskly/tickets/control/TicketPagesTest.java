package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicketPagesTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private Desk desk;
    private User agent;
    private User customer;

    @BeforeEach
    void people() {
        desk = new Desk(database);
        agent = database.user("ann", Role.AGENT);
        customer = database.user("cleo", Role.CUSTOMER);
    }

    @ParameterizedTest
    @EnumSource(TicketOrder.class)
    void pagesFollowEachOtherWithoutGapOrRepetition(TicketOrder order) {
        List<TicketView> all = open(7);
        desk.assign(agent, all.get(2), agent);
        desk.move(agent, all.get(0), TicketStatus.CLOSED);

        List<TicketView> read = new ArrayList<>();
        Optional<TicketPosition> after = Optional.empty();
        for (int i = 0; i < 4; i++) {
            List<TicketView> page = desk.pages.page(viewer(agent), TicketFilter.ALL, order, after, 2);
            read.addAll(page);
            after = Optional.of(order.positionOf(page.get(page.size() - 1)));
        }
        assertThat(read).hasSize(7);
        assertThat(read).extracting(TicketView::id).doesNotHaveDuplicates();
        Comparator<TicketView> wanted =
                Comparator.comparing((TicketView t) -> order.positionOf(t).time());
        boolean ascending = order == TicketOrder.OLDEST || order == TicketOrder.CHANGED_FIRST;
        assertThat(read).isSortedAccordingTo(ascending ? wanted : wanted.reversed());
        assertThat(desk.pages.page(viewer(agent), TicketFilter.ALL, order, after, 2))
                .isEmpty();
    }

    @Test
    void ticketsOfTheSameInstantArePagedByTheirIds() throws Exception {
        open(5);
        database.executeAsServingRole("update tickets set created_at = '2026-01-01T00:00:00Z'");
        List<UUID> read = new ArrayList<>();
        Optional<TicketPosition> after = Optional.empty();
        for (int i = 0; i < 5; i++) {
            TicketView next = desk.pages
                    .page(viewer(agent), TicketFilter.ALL, TicketOrder.NEWEST, after, 1)
                    .get(0);
            read.add(next.id());
            after = Optional.of(TicketPosition.of(
                    List.of(TicketOrder.NEWEST.positionOf(next).keys())));
        }
        assertThat(read).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void filtersNarrowTheList() {
        List<TicketView> all = open(4);
        desk.assign(agent, all.get(1), agent);
        desk.move(agent, all.get(2), TicketStatus.WAITING);
        TicketView ofAgent = desk.tickets.open(
                viewer(agent),
                new NewTicket(
                        "urgent",
                        "d",
                        TicketPriority.URGENT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(numbers(filter(Set.of(TicketStatus.WAITING), Set.of(), false, null, null)))
                .containsExactly(all.get(2).number());
        assertThat(numbers(filter(Set.of(TicketStatus.WAITING, TicketStatus.OPEN), Set.of(), false, null, null)))
                .hasSize(5);
        assertThat(numbers(filter(Set.of(), Set.of(TicketPriority.URGENT), false, null, null)))
                .containsExactly(ofAgent.number());
        assertThat(numbers(filter(Set.of(), Set.of(), false, agent.id(), null)))
                .containsExactly(all.get(1).number());
        assertThat(numbers(filter(Set.of(), Set.of(), true, null, null))).hasSize(4);
        assertThat(numbers(filter(Set.of(), Set.of(), false, null, agent.id()))).containsExactly(ofAgent.number());
        assertThat(numbers(filter(Set.of(TicketStatus.CLOSED), Set.of(TicketPriority.LOW), true, null, agent.id())))
                .isEmpty();
    }

    @Test
    void aCustomerSeesTheirOwnTicketsWithoutAnythingInternal() {
        TicketView own = desk.open(customer, "own");
        TicketView foreign = desk.open(agent, "foreign");
        desk.comment(agent, own, "for all", false);
        TicketView before = desk.pages.one(viewer(customer), TicketReference.to(own.id()));
        desk.comment(agent, own, "internal", true);

        List<TicketView> page =
                desk.pages.page(viewer(customer), TicketFilter.ALL, TicketOrder.NEWEST, Optional.empty(), 10);
        assertThat(page).extracting(TicketView::id).containsExactly(own.id());
        assertThat(desk.pages.withComments(viewer(customer), page)).containsExactly(before);
        assertThat(before.comments()).extracting(CommentView::body).containsExactly("for all");
        assertThat(before.commentCount()).isEqualTo(1);
        assertThatThrownBy(() -> desk.pages.one(viewer(customer), TicketReference.to(foreign.id())))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(404));

        TicketView forStaff = desk.pages.one(viewer(agent), TicketReference.parse(String.valueOf(own.number())));
        assertThat(forStaff.comments()).extracting(CommentView::body).containsExactly("for all", "internal");
        assertThat(forStaff.commentCount()).isEqualTo(2);
        assertThat(forStaff.version()).isGreaterThan(before.version());
        assertThat(forStaff.updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    void aTicketShowsItsNewestHundredCommentsOldestFirst() {
        TicketView ticket = desk.open(customer, "long");
        for (int i = 1; i <= 103; i++) {
            desk.comment(agent, ticket, "c" + i, i == 2 || i > 101);
        }
        TicketView forStaff = desk.pages.one(viewer(agent), TicketReference.to(ticket.id()));
        assertThat(forStaff.commentCount()).isEqualTo(103);
        assertThat(forStaff.comments()).hasSize(100);
        assertThat(forStaff.comments().get(0).body()).isEqualTo("c4");
        assertThat(forStaff.comments().get(99).body()).isEqualTo("c103");

        TicketView forCustomer = desk.pages.one(viewer(customer), TicketReference.to(ticket.id()));
        assertThat(forCustomer.commentCount()).isEqualTo(100);
        assertThat(forCustomer.comments()).hasSize(100);
        assertThat(forCustomer.comments().get(0).body()).isEqualTo("c1");
        assertThat(forCustomer.comments().get(99).body()).isEqualTo("c101");
    }

    @Test
    void aPageTakesTwoStatementsWhateverItsSize() {
        for (TicketView ticket : open(25)) {
            desk.assign(agent, ticket, agent);
            desk.comment(agent, ticket, "one", false);
            desk.comment(customer, ticket, "two", false);
        }
        for (int limit : List.of(1, 3, 20, 25)) {
            assertThat(database.statementsOf(() -> listWithComments(agent, limit)))
                    .isEqualTo(2);
            assertThat(database.statementsOf(() -> listWithComments(customer, limit)))
                    .isEqualTo(2);
        }
        assertThat(listWithComments(agent, 25))
                .hasSize(25)
                .allSatisfy(ticket -> assertThat(ticket.comments()).hasSize(2));
    }

    @Test
    void anEmptyPageASummaryAndOneTicketTakeNoMoreThanTheyNeed() {
        assertThat(database.statementsOf(() -> listWithComments(agent, 20))).isEqualTo(1);
        TicketView ticket = open(1).get(0);
        assertThat(database.statementsOf(() ->
                        desk.pages.page(viewer(agent), TicketFilter.ALL, TicketOrder.NEWEST, Optional.empty(), 20)))
                .isEqualTo(1);
        assertThat(database.statementsOf(() -> desk.pages.one(viewer(agent), TicketReference.to(ticket.id()))))
                .isEqualTo(2);
        assertThat(database.statementsOf(
                        () -> desk.commentPages.page(viewer(customer), TicketReference.to(ticket.id()), 0, 20)))
                .isEqualTo(2);
    }

    @Test
    void commentsArePagedOldestFirst() {
        TicketView ticket = desk.open(customer, "t");
        for (int i = 1; i <= 5; i++) {
            desk.comment(agent, ticket, "c" + i, i == 3);
        }
        TicketReference reference = TicketReference.to(ticket.id());
        List<CommentPages.Placed> first = desk.commentPages.page(viewer(customer), reference, 0, 2);
        List<CommentPages.Placed> second =
                desk.commentPages.page(viewer(customer), reference, first.get(1).position(), 2);
        assertThat(first).extracting(placed -> placed.comment().body()).containsExactly("c1", "c2");
        assertThat(second).extracting(placed -> placed.comment().body()).containsExactly("c4", "c5");
        assertThat(second.get(0).position()).isEqualTo(3);
        assertThat(desk.commentPages.page(viewer(agent), reference, 2, 9))
                .extracting(placed -> placed.comment().body())
                .containsExactly("c3", "c4", "c5");
    }

    private List<TicketView> open(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> desk.open(customer, "ticket " + i))
                .toList();
    }

    private List<TicketView> listWithComments(User viewer, int limit) {
        List<TicketView> page =
                desk.pages.page(viewer(viewer), TicketFilter.ALL, TicketOrder.NEWEST, Optional.empty(), limit);
        return desk.pages.withComments(viewer(viewer), page);
    }

    private List<Long> numbers(TicketFilter filter) {
        return desk.pages.page(viewer(agent), filter, TicketOrder.NEWEST, Optional.empty(), 10).stream()
                .map(TicketView::number)
                .toList();
    }

    private static TicketFilter filter(
            Set<TicketStatus> statuses,
            Set<TicketPriority> priorities,
            boolean unassigned,
            UUID assignee,
            UUID author) {
        return new TicketFilter(
                statuses,
                priorities,
                unassigned,
                Optional.ofNullable(assignee),
                Optional.ofNullable(author),
                false,
                Optional.empty(),
                new TreeSet<>(),
                false);
    }
}
