package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketTag;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Tags tickets, and counts the tags that there are. */
@Dependent
public class TicketTags {
    private final EntityManager entityManager;
    private final LimitedQueries queries;
    private final UnitOfWork unitOfWork;
    private final TicketPages pages;
    private final TicketJournal journal;

    @Inject
    public TicketTags(
            EntityManager entityManager,
            LimitedQueries queries,
            UnitOfWork unitOfWork,
            TicketPages pages,
            TicketJournal journal) {
        this.entityManager = entityManager;
        this.queries = queries;
        this.unitOfWork = unitOfWork;
        this.pages = pages;
        this.journal = journal;
    }

    /**
     * Replaces the tags of a ticket and gives it as it is then.
     *
     * @param tags normalized
     * @param precondition gets the version that the viewer sees and throws to refuse
     * @throws ProblemException 404; 409 when it was merged, or somebody else changed the ticket at the same time
     */
    public TicketView replace(
            Viewer staff, TicketReference reference, Collection<String> tags, LongConsumer precondition) {
        UUID id = unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, staff);
            Ticket ticket = TicketDesk.visible(em, staff, reference, LockModeType.NONE);
            precondition.accept(ticket.version(staff.audience()));
            TicketState before = TicketState.of(ticket);
            ticket.tagAs(tags);
            journal.changed(em, caller, ticket, before);
            follow(em, ticket, before);
            return ticket.id();
        });
        return pages.one(staff, TicketReference.to(id));
    }

    /** Has the ticket found by the tags that it has got, and no longer by those that it had {@code before}. */
    static void follow(EntityManager em, Ticket ticket, TicketState before) {
        Set<String> gone = new HashSet<>(before.tags());
        ticket.tags().forEach(gone::remove);
        Set<String> come = new HashSet<>(ticket.tags());
        before.tags().forEach(come::remove);
        if (gone.isEmpty() && come.isEmpty()) {
            return;
        }
        // The ticket goes first: of two who tag it at once, the second is told so by its version and not by a tag.
        em.flush();
        if (!gone.isEmpty()) {
            em.createQuery("delete from TicketTag g where g.ticket = :ticket and g.tag in :tags")
                    .setParameter("ticket", ticket)
                    .setParameter("tags", gone)
                    .executeUpdate();
        }
        come.forEach(tag -> em.persist(new TicketTag(ticket, tag)));
    }

    /**
     * A page of the tags, in their order, with the number of tickets that the viewer may see; those in the bin do not count.
     *
     * @param after the last tag of the page before; empty for the first
     * @param limit most tags, at least 1
     */
    public List<TagCount> page(Viewer viewer, Optional<String> after, int limit) {
        JpqlConditions conditions = TicketPages.visibleTo(viewer);
        after.ifPresent(tag -> conditions.and("g.tag > :after", "after", tag));
        String jpql = "select g.tag, count(g.id) from TicketTag g join g.ticket t where t.deletedAt is null"
                + conditions.text() + " group by g.tag order by g.tag";
        return queries.read(entityManager, jpql, Object[].class, limit, conditions::bind).stream()
                .map(row -> new TagCount((String) row[0], (Long) row[1]))
                .toList();
    }
}
