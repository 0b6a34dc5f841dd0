package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static com.helpdeskly.tickets.control.TicketDeskTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommentDeskTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private Desk desk;
    private User admin;
    private User agent;
    private User customer;
    private TicketView ticket;
    private TicketReference reference;

    @BeforeEach
    void aTicket() {
        desk = new Desk(database);
        admin = database.user("ada", Role.ADMIN);
        agent = database.user("ann", Role.AGENT);
        customer = database.user("cleo", Role.CUSTOMER);
        ticket = desk.open(customer, "t");
        reference = TicketReference.to(ticket.id());
    }

    @Test
    void aCommentIsShownAsItReadsBack() {
        CommentView added = desk.comment(agent, ticket, "hello", true);
        assertThat(added).isEqualTo(desk.commentPages.one(viewer(agent), reference, added.id()));
        assertThat(added.author().name()).isEqualTo("ann");
    }

    @Test
    void commentingTakesSixStatementsOfWhichOneKeepsItsWords() {
        desk.comment(agent, ticket, "warm", false);
        assertThat(database.statementsOf(() -> desk.comment(agent, ticket, "counted", false)))
                .isEqualTo(6);
    }

    @Test
    void internalNotesAreNoBusinessOfCustomers() {
        CommentView note = desk.comment(agent, ticket, "note", true);
        assertRefused(403, () -> desk.comment(customer, ticket, "x", true));
        assertRefused(404, () -> desk.commentPages.one(viewer(customer), reference, note.id()));
        assertRefused(404, () -> desk.comments.edit(viewer(customer), reference, note.id(), "x", version -> {}));
        assertRefused(404, () -> desk.comments.remove(viewer(customer), reference, note.id(), version -> {}));
    }

    @Test
    void theAuthorAndAdminsChangeAComment() {
        CommentView comment = desk.comment(customer, ticket, "first", false);
        assertRefused(403, () -> desk.comments.edit(viewer(agent), reference, comment.id(), "x", version -> {}));
        CommentView edited = desk.comments.edit(viewer(customer), reference, comment.id(), "second", version -> {});
        assertThat(edited.body()).isEqualTo("second");
        assertThat(edited.version()).isEqualTo(2);
        assertThat(edited.updatedAt()).isAfter(comment.updatedAt());
        assertThat(edited).isEqualTo(desk.commentPages.one(viewer(customer), reference, comment.id()));

        desk.comments.remove(viewer(admin), reference, comment.id(), version -> {});
        assertRefused(404, () -> desk.commentPages.one(viewer(agent), reference, comment.id()));
        assertThat(desk.pages.one(viewer(customer), reference).commentCount()).isZero();
    }

    @Test
    void aCommentIsFoundOnItsOwnTicketOnly() {
        CommentView comment = desk.comment(customer, ticket, "c", false);
        TicketReference other = TicketReference.to(desk.open(customer, "other").id());
        assertRefused(404, () -> desk.commentPages.one(viewer(agent), other, comment.id()));
        assertRefused(404, () -> desk.comments.edit(viewer(admin), other, comment.id(), "x", version -> {}));
    }

    @Test
    void everyChangeOfACommentChangesTheTagOfItsTicket() {
        CommentView comment = desk.comment(customer, ticket, "c", false);
        long added = desk.pages.one(viewer(customer), reference).version();
        desk.comments.edit(viewer(customer), reference, comment.id(), "d", version -> {});
        long edited = desk.pages.one(viewer(customer), reference).version();
        desk.comments.remove(viewer(customer), reference, comment.id(), version -> {});
        assertThat(List.of(
                        ticket.version(),
                        added,
                        edited,
                        desk.pages.one(viewer(customer), reference).version()))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void manyCommentAtOnceAndNobodyIsRefused() throws Exception {
        int people = 4;
        int each = 10;
        ExecutorService pool = Executors.newFixedThreadPool(people);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                done.add(pool.submit(() -> {
                    Desk own = new Desk(database);
                    for (int j = 0; j < each; j++) {
                        own.comment(agent, ticket, "c" + j, j % 2 == 0);
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(desk.pages.one(viewer(agent), reference).commentCount()).isEqualTo(people * each);
        assertThat(desk.pages.one(viewer(customer), reference).comments()).hasSize(people * each / 2);
        assertThat(desk.commentPages.page(viewer(agent), reference, 0, 100))
                .extracting(CommentPages.Placed::position)
                .doesNotHaveDuplicates()
                .isSorted()
                .endsWith(people * each);
    }
}
