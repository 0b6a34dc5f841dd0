package com.helpdeskly.tickets.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TicketTest {
    private static final User AGENT = user(Role.AGENT);

    private final User customer = user(Role.CUSTOMER);
    private final Ticket ticket = new Ticket(customer, "Title", "Description", TicketPriority.MEDIUM);

    @Test
    void isOpenAndInNobodysHandsAtFirst() {
        assertThat(ticket.status()).isEqualTo(TicketStatus.OPEN);
        assertThat(ticket.assignedTo()).isEmpty();
        assertThat(ticket.author()).isSameAs(customer);
        assertThat(ticket.isDeleted()).isFalse();
        assertThat(ticket.activity(Audience.STAFF).updatedAt()).isEqualTo(ticket.createdAt());
    }

    @Test
    void isAssignedToActiveStaffOnly() {
        User gone = user(Role.ADMIN);
        gone.deactivate();
        for (User wrong : new User[] {customer, gone}) {
            assertThatThrownBy(() -> ticket.assignTo(wrong))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.violations())
                                    .containsExactly(
                                            new Violation("assignedToId", "must be an active agent or admin")));
        }
        assertThat(ticket.assignedTo()).isEmpty();
        ticket.assignTo(AGENT);
        assertThat(ticket.assignedTo()).contains(AGENT);
        ticket.unassign();
        assertThat(ticket.assignedTo()).isEmpty();
    }

    static Stream<Consumer<Ticket>> changesThatEverybodySees() {
        return Stream.of(
                t -> t.retitle("Other"),
                t -> t.describe("Other"),
                t -> t.changeStatus(TicketStatus.WAITING),
                t -> t.changePriority(TicketPriority.URGENT),
                t -> t.assignTo(AGENT),
                t -> t.giveTo(new Team("Billing")),
                t -> t.tagAs(List.of("urgent")),
                t -> t.comment(AGENT, "body", false),
                Ticket::delete);
    }

    @ParameterizedTest
    @MethodSource("changesThatEverybodySees")
    void aChangeIsSeenByBothAudiences(Consumer<Ticket> change) {
        Instant before = ticket.createdAt();
        long version = ticket.version(Audience.CUSTOMERS);
        change.accept(ticket);
        assertThat(ticket.version(Audience.CUSTOMERS)).isEqualTo(version + 1);
        assertThat(ticket.activity(Audience.STAFF).updatedAt()).isAfter(before);
        assertThat(ticket.activity(Audience.CUSTOMERS).updatedAt()).isAfter(before);
    }

    static Stream<Consumer<Ticket>> changesOfNothing() {
        return Stream.of(
                t -> t.retitle("Title"),
                t -> t.describe("Description"),
                t -> t.changeStatus(TicketStatus.OPEN),
                t -> t.changePriority(TicketPriority.MEDIUM),
                Ticket::unassign,
                Ticket::takeFromTeam,
                t -> t.tagAs(List.of()),
                Ticket::restore);
    }

    @ParameterizedTest
    @MethodSource("changesOfNothing")
    void aChangeOfNothingIsNone(Consumer<Ticket> change) {
        long version = ticket.version(Audience.CUSTOMERS);
        change.accept(ticket);
        assertThat(ticket.version(Audience.CUSTOMERS)).isEqualTo(version);
        assertThat(ticket.activity(Audience.STAFF).updatedAt()).isEqualTo(ticket.createdAt());
    }

    @Test
    void anInternalNoteLeavesNoTraceForCustomers() {
        Comment shown = ticket.comment(customer, "shown", false);
        Instant updated = ticket.activity(Audience.CUSTOMERS).updatedAt();
        long version = ticket.version(Audience.CUSTOMERS);

        Comment note = ticket.comment(AGENT, "note", true);
        ticket.editComment(note, "edited note");
        ticket.withdrawComment(note);
        Comment another = ticket.comment(AGENT, "another", true);

        assertThat(note.isInternal()).isTrue();
        assertThat(another.isInternal()).isTrue();
        assertThat(shown.isInternal()).isFalse();
        assertThat(ticket.activity(Audience.CUSTOMERS).updatedAt()).isEqualTo(updated);
        assertThat(ticket.version(Audience.CUSTOMERS)).isEqualTo(version);
        assertThat(ticket.activity(Audience.CUSTOMERS).commentCount()).isEqualTo(1);
        assertThat(ticket.activity(Audience.STAFF).commentCount()).isEqualTo(2);
        assertThat(ticket.activity(Audience.STAFF).updatedAt()).isAfter(updated);
    }

    @Test
    void aPositionIsNeverUsedAgain() {
        Activity activity = new Activity(Instant.EPOCH);
        assertThat(activity.add(Instant.EPOCH)).isEqualTo(1);
        assertThat(activity.add(Instant.EPOCH)).isEqualTo(2);
        activity.remove(Instant.EPOCH);
        assertThat(activity.commentCount()).isEqualTo(1);
        assertThat(activity.add(Instant.EPOCH)).isEqualTo(3);
        assertThat(activity.commentCount()).isEqualTo(2);
    }

    @Test
    void anEditReplacesTheTextAndOnlyADifferentOneCounts() {
        Comment comment = ticket.comment(customer, "first", false);
        long version = ticket.version(Audience.CUSTOMERS);
        ticket.editComment(comment, "first");
        assertThat(ticket.version(Audience.CUSTOMERS)).isEqualTo(version);
        assertThat(comment.updatedAt()).isEqualTo(comment.createdAt());
        ticket.editComment(comment, "second");
        assertThat(comment.body()).isEqualTo("second");
        assertThat(ticket.version(Audience.CUSTOMERS)).isEqualTo(version + 1);
    }

    @Test
    void aDeletedTicketComesBackAsItWas() {
        ticket.delete();
        assertThat(ticket.isDeleted()).isTrue();
        ticket.restore();
        assertThat(ticket.isDeleted()).isFalse();
        assertThat(ticket.title()).isEqualTo("Title");
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, IN_PROGRESS|WAITING|RESOLVED|CLOSED",
        "IN_PROGRESS, OPEN|WAITING|RESOLVED|CLOSED",
        "WAITING, OPEN|IN_PROGRESS|RESOLVED|CLOSED",
        "RESOLVED, OPEN|IN_PROGRESS|CLOSED",
        "CLOSED, OPEN"
    })
    void aStateIsFollowedByTheseAndNoOthers(TicketStatus from, String allowed) {
        Set<String> next = Set.of(allowed.split("\\|"));
        for (TicketStatus to : TicketStatus.values()) {
            Ticket one = new Ticket(customer, "Title", "Description", TicketPriority.MEDIUM);
            one.changeStatus(from);
            if (to == from || next.contains(to.name())) {
                one.changeStatus(to);
                assertThat(one.status()).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> one.changeStatus(to))
                        .isInstanceOfSatisfying(
                                TicketRefused.class, e -> assertThat(e.code()).isEqualTo("ticket-state"))
                        .hasMessageContainingAll(
                                from.name(), to.name(), from.next().toString());
                assertThat(one.status()).isEqualTo(from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TicketStatus.class)
    void onlyACustomersWordOpensWhatWasDone(TicketStatus status) {
        ticket.changeStatus(status);
        ticket.comment(AGENT, "answer", false);
        ticket.comment(AGENT, "note", true);
        assertThat(ticket.status()).isEqualTo(status);
        ticket.comment(customer, "no", false);
        assertThat(ticket.status()).isEqualTo(status.isDone() ? TicketStatus.OPEN : status);
    }

    @Test
    void aMergedTicketStaysAsItIs() {
        Ticket target = new Ticket(customer, "Other", "Description", TicketPriority.LOW);
        Comment comment = ticket.comment(customer, "said", false);
        ticket.tagAs(List.of("b", "a"));
        target.tagAs(List.of("c", "b"));
        ticket.mergeInto(target);

        assertThat(ticket.status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(ticket.mergedInto(Audience.CUSTOMERS)).contains(target.id());
        assertThat(target.tags()).containsExactly("a", "b", "c");
        for (Consumer<Ticket> change : List.<Consumer<Ticket>>of(
                t -> t.retitle("x"),
                t -> t.describe("x"),
                t -> t.changeStatus(TicketStatus.OPEN),
                t -> t.changePriority(TicketPriority.HIGH),
                t -> t.assignTo(AGENT),
                Ticket::unassign,
                t -> t.giveTo(new Team("T")),
                Ticket::takeFromTeam,
                t -> t.tagAs(List.of()),
                t -> t.comment(AGENT, "x", true),
                t -> t.editComment(comment, "x"),
                t -> t.withdrawComment(comment),
                t -> t.mergeInto(new Ticket(customer, "Third", "x", TicketPriority.LOW)),
                t -> target.mergeInto(t))) {
            assertThatThrownBy(() -> change.accept(ticket))
                    .isInstanceOfSatisfying(
                            TicketRefused.class, e -> assertThat(e.code()).isEqualTo("ticket-merged"));
        }
        assertThatThrownBy(() -> target.mergeInto(target)).isInstanceOf(ProblemException.class);
    }

    @Test
    void customersAreNotToldOfAMergeIntoATicketOfSomebodyElse() {
        Ticket foreign = new Ticket(AGENT, "Other", "Description", TicketPriority.LOW);
        ticket.mergeInto(foreign);
        assertThat(ticket.mergedInto(Audience.STAFF)).contains(foreign.id());
        assertThat(ticket.mergedInto(Audience.CUSTOMERS)).isEmpty();
    }

    @Test
    void aDeletedTeamGetsNoTickets() {
        Team team = new Team("Gone");
        team.delete();
        assertThatThrownBy(() -> ticket.giveTo(team)).isInstanceOf(ProblemException.class);
        assertThat(ticket.teamId()).isEmpty();
    }

    private static User user(Role role) {
        return new User(new EmailAddress(role.name() + "@example.com"), role.name(), role);
    }
}
