package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.User;
import com.helpdeskly.web.json.Change;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** What one request has of the tickets' parts, on an EntityManager of its own. */
final class Desk {
    private static final LimitedQueries QUERIES = new LimitedQueries();

    final CommentPages commentPages;
    final TicketPages pages;
    final TicketDesk tickets;
    final CommentDesk comments;
    final TicketBin bin;
    final TicketTags tags;
    final TicketMerge merge;
    final TicketBulk bulk;
    final TicketHistory history;

    Desk(TenantDatabase database) {
        EntityManager em = database.entityManager();
        UnitOfWork unitOfWork = new UnitOfWork(em);
        this.commentPages = new CommentPages(em, QUERIES);
        this.pages = new TicketPages(em, QUERIES, commentPages);
        TicketJournal journal = new TicketJournal();
        this.tickets = new TicketDesk(unitOfWork, pages, journal);
        this.comments = new CommentDesk(unitOfWork, journal);
        this.bin = new TicketBin(unitOfWork, pages, journal, new TicketSettings(20, 50, 100, 30));
        this.tags = new TicketTags(em, QUERIES, unitOfWork, pages, journal);
        this.merge = new TicketMerge(unitOfWork, pages, journal);
        this.bulk = new TicketBulk(unitOfWork, journal);
        this.history = new TicketHistory(em, QUERIES);
    }

    static Viewer viewer(User user) {
        return new Viewer(user.id(), user.role());
    }

    /** An open ticket of that author. */
    TicketView open(User author, String title) {
        return tickets.open(viewer(author), newTicket(title));
    }

    CommentView comment(User author, TicketView ticket, String body, boolean internal) {
        return comments.add(viewer(author), TicketReference.to(ticket.id()), body, internal);
    }

    TicketView assign(User staff, TicketView ticket, User agent) {
        return change(staff, ticket, assignment(Optional.of(agent.id())));
    }

    TicketView move(User staff, TicketView ticket, TicketStatus status) {
        return change(
                staff,
                ticket,
                new TicketChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(status),
                        Optional.empty(),
                        untouched(),
                        untouched()));
    }

    TicketView change(User viewer, TicketView ticket, TicketChange change) {
        return tickets.change(viewer(viewer), TicketReference.to(ticket.id()), change, version -> {});
    }

    static NewTicket newTicket(String title) {
        return new NewTicket(
                title,
                "Description",
                TicketPriority.MEDIUM,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static TicketChange assignment(Optional<UUID> agent) {
        return new TicketChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Change<>(true, agent),
                untouched());
    }

    static TicketChange title(String title) {
        return new TicketChange(
                Optional.of(title), Optional.empty(), Optional.empty(), Optional.empty(), untouched(), untouched());
    }

    static Change<UUID> untouched() {
        return new Change<>(false, Optional.empty());
    }
}
