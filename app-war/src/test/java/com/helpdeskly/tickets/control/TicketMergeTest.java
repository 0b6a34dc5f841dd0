package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static com.helpdeskly.tickets.control.TicketDeskTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketMergeTest {
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
    void theOrderAndTheTimesOfCopiedCommentsAreKept() {
        TicketView source = desk.open(customer, "source");
        TicketView target = desk.open(customer, "target");
        desk.comment(customer, target, "there", false);
        CommentView first = desk.comment(customer, source, "first", false);
        desk.comment(agent, source, "note", true);

        TicketView merged = merge(source, target);
        assertThat(merged.comments())
                .extracting(CommentView::body)
                .containsExactly(
                        "there",
                        "Ticket #" + source.number() + " was merged into this one: source\n\nDescription",
                        "first",
                        "note");
        assertThat(merged.comments()).extracting(CommentView::internal).containsExactly(false, false, false, true);
        assertThat(merged.comments().get(2).createdAt()).isEqualTo(first.createdAt());
        assertThat(merged.comments().get(2).author()).isEqualTo(first.author());
        assertThat(desk.pages
                        .one(viewer(customer), TicketReference.to(source.id()))
                        .mergedInto())
                .isEqualTo(target.id());
    }

    @Test
    void whatCustomersSaidIsInternalOnATicketOfSomebodyElse() {
        TicketView source = desk.open(customer, "source");
        User other = database.user("carl", Role.CUSTOMER);
        TicketView target = desk.open(other, "target");
        desk.comment(customer, source, "secret", false);

        assertThat(merge(source, target).comments())
                .hasSize(2)
                .allSatisfy(comment -> assertThat(comment.internal()).isTrue());
        TicketView forOther = desk.pages.one(viewer(other), TicketReference.to(target.id()));
        assertThat(forOther.comments()).isEmpty();
        assertThat(forOther.version()).isEqualTo(target.version());
        assertThat(desk.pages
                        .one(viewer(customer), TicketReference.to(source.id()))
                        .mergedInto())
                .isNull();
    }

    @Test
    void aMergeOfManyCommentsTakesAFewStatements() {
        TicketView source = desk.open(customer, "source");
        for (int i = 0; i < 60; i++) {
            desk.comment(i % 2 == 0 ? agent : customer, source, "c" + i, false);
        }
        desk.tags.replace(viewer(agent), TicketReference.to(source.id()), List.of("a", "b", "c"), version -> {});
        TicketView target = desk.open(customer, "target");
        assertThat(database.statementsOf(() -> merge(source, target))).isLessThanOrEqualTo(12);
        assertThat(desk.pages
                        .one(viewer(agent), TicketReference.to(target.id()))
                        .commentCount())
                .isEqualTo(61);
    }

    @Test
    void nothingIsMergedTwiceOrIntoItself() {
        TicketView a = desk.open(customer, "a");
        TicketView b = desk.open(customer, "b");
        TicketView c = desk.open(customer, "c");
        assertRefused(400, () -> merge(a, a));
        merge(a, b);
        assertRefused(409, () -> merge(a, c));
        assertRefused(409, () -> merge(b, a));
        assertRefused(409, () -> merge(c, a));
        merge(b, c);
    }

    private TicketView merge(TicketView source, TicketView target) {
        return desk.merge.merge(viewer(agent), TicketReference.to(source.id()), TicketReference.to(target.id()));
    }
}
