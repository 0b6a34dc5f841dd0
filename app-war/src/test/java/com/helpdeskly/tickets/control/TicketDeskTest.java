package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TicketDeskTest {
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

    @Test
    void openingTakesOneLookupAndFourInsertsWithHistoryWordsAndEvent() {
        desk.open(customer, "warm");
        assertThat(database.statementsOf(() -> desk.open(customer, "counted"))).isEqualTo(5);
    }

    @Test
    void aNewTicketIsShownAsItReadsBack() {
        TicketView opened = desk.open(customer, "title");
        assertThat(opened).isEqualTo(desk.pages.one(viewer(customer), TicketReference.to(opened.id())));
        TicketView ofAgent = desk.tickets.open(viewer(agent), forAnother(customer.id(), agent.id()));
        assertThat(ofAgent).isEqualTo(desk.pages.one(viewer(agent), TicketReference.to(ofAgent.id())));
        assertThat(ofAgent.author().id()).isEqualTo(customer.id());
        assertThat(ofAgent.assignedTo().id()).isEqualTo(agent.id());
        assertThat(ofAgent.number()).isEqualTo(opened.number() + 1);
    }

    @Test
    void aCustomerOpensOnlyPlainTicketsOfTheirOwn() {
        assertRefused(403, () -> desk.tickets.open(viewer(customer), forAnother(agent.id(), null)));
        assertRefused(403, () -> desk.tickets.open(viewer(customer), forAnother(null, agent.id())));
        assertThat(desk.tickets
                        .open(viewer(customer), forAnother(customer.id(), null))
                        .author()
                        .id())
                .isEqualTo(customer.id());
    }

    @Test
    void unknownPeopleAreNamedAllAtOnce() {
        assertThatThrownBy(() -> desk.tickets.open(viewer(agent), forAnother(UUID.randomUUID(), UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .containsExactly("authorId", "assignedToId"));
    }

    @Test
    void somebodyWhoseAccountWasTakenAwayWritesNothing() {
        database.unitOfWork().write(em -> {
            em.find(User.class, customer.id()).deactivate();
            return customer;
        });
        TicketView ticket = desk.open(agent, "t");
        assertRefused(401, () -> desk.open(customer, "late"));
        assertRefused(401, () -> desk.comment(customer, ticket, "late", false));
        assertRefused(401, () -> desk.change(customer, ticket, Desk.title("late")));
    }

    @Test
    void onlyActiveStaffIsAssigned() {
        User gone = database.user("gus", Role.AGENT);
        database.unitOfWork().write(em -> {
            em.find(User.class, gone.id()).deactivate();
            return gone;
        });
        TicketView ticket = desk.open(customer, "t");
        for (UUID wrong : new UUID[] {gone.id(), customer.id(), UUID.randomUUID()}) {
            assertThatThrownBy(() -> desk.change(agent, ticket, Desk.assignment(Optional.of(wrong))))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.violations())
                                    .containsExactly(
                                            new Violation("assignedToId", "must be an active agent or admin")));
        }
        assertThat(desk.assign(agent, ticket, agent).assignedTo().id()).isEqualTo(agent.id());
        assertThat(desk.change(agent, ticket, Desk.assignment(Optional.empty())).assignedTo())
                .isNull();
    }

    static Stream<TicketChange> changesForStaffAlone() {
        return Stream.of(
                Desk.assignment(Optional.empty()),
                new TicketChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TicketPriority.URGENT),
                        Desk.untouched(),
                        Desk.untouched()),
                new TicketChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TicketStatus.RESOLVED),
                        Optional.empty(),
                        Desk.untouched(),
                        Desk.untouched()));
    }

    @ParameterizedTest
    @MethodSource("changesForStaffAlone")
    void aCustomerMayNotChangeWhatIsTheStaffs(TicketChange change) {
        TicketView ticket = desk.open(customer, "t");
        assertRefused(403, () -> desk.change(customer, ticket, change));
    }

    @Test
    void aCustomerRewordsAndClosesTheirOwnTicket() {
        TicketView ticket = desk.open(customer, "t");
        assertThat(desk.change(customer, ticket, Desk.title("better")).title()).isEqualTo("better");
        assertThat(desk.move(customer, ticket, TicketStatus.CLOSED).status()).isEqualTo(TicketStatus.CLOSED);
    }

    @Test
    void somebodyElsesTicketIsUnknownToACustomer() {
        TicketView foreign = desk.open(agent, "t");
        assertRefused(404, () -> desk.change(customer, foreign, Desk.title("mine")));
        assertRefused(404, () -> desk.comment(customer, foreign, "mine", false));
        assertRefused(404, () -> desk.commentPages.page(viewer(customer), TicketReference.to(foreign.id()), 0, 1));
    }

    @Test
    void theTagOfACustomerIsNotTouchedByInternalNotes() {
        TicketView ticket = desk.open(customer, "t");
        long known = ticket.version();
        desk.comment(agent, ticket, "internal", true);
        TicketView changed = desk.tickets.change(
                viewer(customer),
                TicketReference.to(ticket.id()),
                Desk.title("still current"),
                version -> assertThat(version).isEqualTo(known));
        assertThat(changed.version()).isEqualTo(known + 1);
    }

    @Test
    void aDeletedTicketIsUnknownUntilItIsRestored() {
        TicketView ticket = desk.open(customer, "t");
        TicketReference reference = TicketReference.to(ticket.id());
        desk.comment(customer, ticket, "kept", false);
        desk.bin.delete(viewer(agent), reference, version -> {});

        assertRefused(404, () -> desk.pages.one(viewer(agent), reference));
        assertRefused(404, () -> desk.change(agent, ticket, Desk.title("x")));
        assertRefused(404, () -> desk.comment(agent, ticket, "x", false));
        assertRefused(404, () -> desk.bin.delete(viewer(agent), reference, version -> {}));
        assertThat(desk.pages.page(viewer(agent), TicketFilter.ALL, TicketOrder.NEWEST, Optional.empty(), 9))
                .isEmpty();

        TicketView restored = desk.bin.restore(viewer(agent), reference);
        assertThat(restored.comments()).extracting(CommentView::body).containsExactly("kept");
        assertThat(desk.bin.restore(viewer(agent), reference)).isEqualTo(restored);
    }

    private static NewTicket forAnother(UUID author, UUID assignee) {
        return new NewTicket(
                "Title",
                "Description",
                TicketPriority.LOW,
                Optional.empty(),
                Optional.ofNullable(assignee),
                Optional.ofNullable(author),
                Optional.empty());
    }

    static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}
