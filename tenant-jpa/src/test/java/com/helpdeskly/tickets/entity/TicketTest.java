package com.helpdeskly.tickets.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    private static User user(Role role) {
        return new User(new EmailAddress(role.name() + "@example.com"), role.name(), role);
    }
}
