package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.search.control.SearchTerms;
import com.helpdeskly.tickets.entity.Audience;
import com.helpdeskly.tickets.entity.Tags;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads tickets as clients see them, in two statements whatever their number: the tickets with author and assignee, then
 * the newest {@value #NEWEST_COMMENTS} comments of each with their authors. They are read as projections, without a
 * transaction; a connection is held for one statement at a time.
 */
@Dependent
public class TicketPages {
    /** Most comments that are shown inside of a ticket; the others are read from the ticket's own list of comments. */
    public static final int NEWEST_COMMENTS = 100;

    private static final String PRESENT = " where t.deletedAt is null";
    private static final String IN_BIN = " where t.deletedAt is not null";
    private static final String FOR_STAFF = ticketsFor("t.staffActivity", "t.version", "t.mergedIntoId");
    private static final String FOR_CUSTOMERS =
            ticketsFor("t.customerActivity", "t.publicVersion", "t.publicMergedIntoId");

    private final EntityManager entityManager;
    private final LimitedQueries queries;
    private final CommentPages comments;

    @Inject
    public TicketPages(EntityManager entityManager, LimitedQueries queries, CommentPages comments) {
        this.entityManager = entityManager;
        this.queries = queries;
        this.comments = comments;
    }

    /**
     * A page of the tickets that the viewer may see.
     *
     * @param after where the page before ended; empty for the first
     * @param limit most tickets, at least 1
     */
    public List<TicketView> page(
            Viewer viewer, TicketFilter filter, TicketOrder order, Optional<TicketPosition> after, int limit) {
        return page(viewer, filter, Optional.empty(), order, after, limit);
    }

    /** The same of those tickets alone in which something was found. */
    public List<TicketView> page(
            Viewer viewer,
            TicketFilter filter,
            Optional<SearchTerms> terms,
            TicketOrder order,
            Optional<TicketPosition> after,
            int limit) {
        JpqlConditions conditions = visibleTo(viewer);
        restrict(conditions, filter);
        terms.ifPresent(found -> TicketMatch.restrictList(conditions, found, viewer.audience()));
        String time = order.timeOf(activityOf(viewer.audience()));
        after.ifPresent(position -> continueAfter(conditions, order, time, position));
        String jpql = ticketsFor(viewer.audience())
                + where(filter)
                + conditions.text()
                + " order by " + time + " " + order.direction() + ", t.id " + order.direction();
        return queries.read(entityManager, jpql, Object[].class, limit, conditions::bind).stream()
                .map(TicketPages::ticketOf)
                .toList();
    }

    /** Those of the tickets that the viewer may see, in no certain order. */
    List<TicketView> ofIds(Viewer viewer, TicketFilter filter, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        JpqlConditions conditions = visibleTo(viewer).andIn("t.id", "ticket", CommentPages.padded(ids));
        return conditions
                .bind(entityManager.createQuery(
                        ticketsFor(viewer.audience()) + where(filter) + conditions.text(), Object[].class))
                .getResultList()
                .stream()
                .map(TicketPages::ticketOf)
                .toList();
    }

    /** How many tickets a list holds, counted up to {@code most}. */
    public int count(Viewer viewer, TicketFilter filter, Optional<SearchTerms> terms, int most) {
        if (terms.filter(SearchTerms::isEmpty).isPresent()) {
            return 0;
        }
        JpqlConditions conditions = visibleTo(viewer);
        restrict(conditions, filter);
        terms.ifPresent(found -> TicketMatch.restrictList(conditions, found, viewer.audience()));
        return conditions
                .bind(entityManager.createQuery(
                        "select t.number from Ticket t" + where(filter) + conditions.text(), Long.class))
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** The same tickets with their newest comments. */
    public List<TicketView> withComments(Viewer viewer, List<TicketView> tickets) {
        List<UUID> ids = tickets.stream().map(TicketView::id).toList();
        Map<UUID, List<CommentView>> byTicket = comments.newestOf(viewer.audience(), ids);
        return tickets.stream()
                .map(ticket -> ticket.with(byTicket.getOrDefault(ticket.id(), List.of())))
                .toList();
    }

    /** One ticket with its newest comments; 404 when the viewer may not see it. */
    public TicketView one(Viewer viewer, TicketReference reference) {
        JpqlConditions conditions =
                visibleTo(viewer).and("t." + reference.attribute() + " = :ref", "ref", reference.value());
        List<TicketView> found = conditions
                .bind(entityManager.createQuery(
                        ticketsFor(viewer.audience()) + PRESENT + conditions.text(), Object[].class))
                .getResultList()
                .stream()
                .map(TicketPages::ticketOf)
                .toList();
        return withComments(viewer, found).stream().findFirst().orElseThrow(TicketReference::unknown);
    }

    /** What the viewer may see at all of the tickets {@code t}. */
    static JpqlConditions visibleTo(Viewer viewer) {
        JpqlConditions conditions = new JpqlConditions();
        return viewer.isStaff() ? conditions : conditions.and("t.author.id = :viewer", "viewer", viewer.userId());
    }

    /** The id of the ticket if the viewer may see it, else 404. */
    static UUID visibleId(EntityManager em, Viewer viewer, TicketReference reference) {
        JpqlConditions conditions =
                visibleTo(viewer).and("t." + reference.attribute() + " = :ref", "ref", reference.value());
        return conditions
                .bind(em.createQuery("select t.id from Ticket t" + PRESENT + conditions.text(), UUID.class))
                .getResultStream()
                .findFirst()
                .orElseThrow(TicketReference::unknown);
    }

    /** Whether the list is of what is there or of the bin. */
    static String where(TicketFilter filter) {
        return filter.deleted() ? IN_BIN : PRESENT;
    }

    static void restrict(JpqlConditions conditions, TicketFilter filter) {
        if (!filter.statuses().isEmpty()) {
            conditions.andIn("t.status", "status", filter.statuses());
        }
        if (!filter.priorities().isEmpty()) {
            conditions.andIn("t.priority", "priority", filter.priorities());
        }
        if (filter.unassigned()) {
            conditions.and("t.assignedToId is null");
        }
        filter.assignedTo().ifPresent(id -> conditions.and("t.assignedToId = :assignedTo", "assignedTo", id));
        filter.author().ifPresent(id -> conditions.and("t.author.id = :author", "author", id));
        if (filter.teamless()) {
            conditions.and("t.teamId is null");
        }
        filter.team().ifPresent(id -> conditions.and("t.teamId = :team", "team", id));
        int tags = 0;
        for (String tag : filter.tags()) {
            String name = "tag" + tags++;
            conditions.and(
                    "exists (select g.id from TicketTag g where g.ticket = t and g.tag = :" + name + ")", name, tag);
        }
    }

    /** The first comparison alone is a range of the index; the second sorts out those of the same time. */
    private static void continueAfter(
            JpqlConditions conditions, TicketOrder order, String time, TicketPosition position) {
        conditions
                .and("%s %s= :time".formatted(time, order.after()), "time", position.time())
                .and("(%1$s %2$s :time or t.id %2$s :id)".formatted(time, order.after()), "id", position.id());
    }

    private static String ticketsFor(Audience audience) {
        return audience == Audience.STAFF ? FOR_STAFF : FOR_CUSTOMERS;
    }

    /** Given what the audience sees of a ticket, the version of it, and where it was merged into. */
    private static String ticketsFor(String activity, String version, String mergedInto) {
        return """
            select t.id, t.number, t.title, t.description, t.status, t.priority, \
            %1$s.commentCount, %2$s, t.createdAt, %1$s.updatedAt, %1$s.attachmentCount, \
            a.id, a.name, a.email, a.role, s.id, s.name, s.email, s.role, \
            t.tags, m.id, m.name, %3$s, t.deletedAt \
            from Ticket t join t.author a left join t.assignedTo s left join t.team m""".formatted(activity, version, mergedInto);
    }

    private static String activityOf(Audience audience) {
        return audience == Audience.STAFF ? "t.staffActivity" : "t.customerActivity";
    }

    private static TicketView ticketOf(Object[] row) {
        return new TicketView(
                (UUID) row[0],
                (Long) row[1],
                (String) row[2],
                (String) row[3],
                (TicketStatus) row[4],
                (TicketPriority) row[5],
                personOf(row, 11),
                row[15] == null ? null : personOf(row, 15),
                row[20] == null ? null : new TeamLink((UUID) row[20], (String) row[21]),
                Tags.split((String) row[19]),
                (UUID) row[22],
                null,
                (Integer) row[6],
                (Integer) row[10],
                (Long) row[7],
                (Instant) row[8],
                (Instant) row[9],
                (Instant) row[23],
                null);
    }

    /** The person whose id, name, e-mail address and role begin at this column. */
    static PersonView personOf(Object[] row, int first) {
        return new PersonView(
                (UUID) row[first], (String) row[first + 1], (String) row[first + 2], (Role) row[first + 3]);
    }
}
