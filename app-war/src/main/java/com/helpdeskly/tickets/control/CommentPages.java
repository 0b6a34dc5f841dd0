package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.entity.Audience;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads comments as clients see them: as projections, oldest first, internal notes for the staff alone. */
@Dependent
public class CommentPages {
    // The ticket comes first and not along c.ticket: then its id is looked for in tickets, and of each ticket only the
    // newest comments are read, along the index of their positions.
    private static final String COMMENTS =
            "select t.id, c.%1$s, c.id, c.body, c.internal, c.version, c.createdAt, c.updatedAt,"
                    + " a.id, a.name, a.email, a.role from Ticket t, Comment c join c.author a where c.ticket = t";

    private static final String FOR_STAFF = COMMENTS.formatted("position");
    private static final String FOR_CUSTOMERS = COMMENTS.formatted("publicPosition");

    /** Placeholders are made in these numbers only, so that there are few different statements. */
    private static final int[] PLACEHOLDERS = {1, 5, 10, 20, 50};

    private final EntityManager entityManager;
    private final LimitedQueries queries;

    @Inject
    public CommentPages(EntityManager entityManager, LimitedQueries queries) {
        this.entityManager = entityManager;
        this.queries = queries;
    }

    /**
     * A comment and its place among those that the audience sees.
     *
     * @param position from 1, growing, with gaps where comments were removed
     */
    public record Placed(int position, CommentView comment) {}

    /** The newest {@value TicketPages#NEWEST_COMMENTS} comments at most of each ticket, in one statement. */
    Map<UUID, List<CommentView>> newestOf(Audience audience, List<UUID> ticketIds) {
        Map<UUID, List<CommentView>> byTicket = new LinkedHashMap<>();
        if (ticketIds.isEmpty()) {
            return byTicket;
        }
        JpqlConditions conditions = new JpqlConditions().andIn("t.id", "ticket", padded(ticketIds));
        String jpql = commentsFor(audience)
                + " and c." + positionFor(audience) + " > t." + activityFor(audience) + ".lastPosition - "
                + TicketPages.NEWEST_COMMENTS
                + conditions.text() + " order by t.id, c." + positionFor(audience);
        for (Object[] row :
                conditions.bind(entityManager.createQuery(jpql, Object[].class)).getResultList()) {
            byTicket.computeIfAbsent((UUID) row[0], id -> new ArrayList<>())
                    .add(placed(row).comment());
        }
        return byTicket;
    }

    /**
     * A page of the comments of a ticket; 404 when the viewer may not see the ticket.
     *
     * @param after the position at which the page before ended, 0 for the first page
     * @param limit most comments, at least 1
     */
    public List<Placed> page(Viewer viewer, TicketReference reference, int after, int limit) {
        UUID ticketId = TicketPages.visibleId(entityManager, viewer, reference);
        String position = positionFor(viewer.audience());
        String jpql = commentsFor(viewer.audience())
                + " and t.id = :ticket and c.%1$s > :after order by c.%1$s".formatted(position);
        return queries
                .read(
                        entityManager,
                        jpql,
                        Object[].class,
                        limit,
                        query -> query.setParameter("ticket", ticketId).setParameter("after", after))
                .stream()
                .map(CommentPages::placed)
                .toList();
    }

    /** One comment of a ticket; 404 when the viewer may not see it or its ticket. */
    public CommentView one(Viewer viewer, TicketReference reference, UUID commentId) {
        UUID ticketId = TicketPages.visibleId(entityManager, viewer, reference);
        String jpql = commentsFor(viewer.audience())
                + " and t.id = :ticket and c.id = :comment and c.%s is not null"
                        .formatted(positionFor(viewer.audience()));
        return entityManager
                .createQuery(jpql, Object[].class)
                .setParameter("ticket", ticketId)
                .setParameter("comment", commentId)
                .getResultStream()
                .map(row -> placed(row).comment())
                .findFirst()
                .orElseThrow(CommentPages::unknown);
    }

    /** 404, also for internal notes that the caller may not know of. */
    static ProblemException unknown() {
        return new ProblemException(404, "comment-not-found", "There is no such comment.");
    }

    /** As many ids as one of a few numbers, by naming the first one again. */
    static List<UUID> padded(List<UUID> ids) {
        int size = TicketPages.NEWEST_COMMENTS;
        for (int i = PLACEHOLDERS.length - 1; i >= 0 && PLACEHOLDERS[i] >= ids.size(); i--) {
            size = PLACEHOLDERS[i];
        }
        List<UUID> padded = new ArrayList<>(ids);
        while (padded.size() < size) {
            padded.add(ids.get(0));
        }
        return padded;
    }

    private static String commentsFor(Audience audience) {
        return audience == Audience.STAFF ? FOR_STAFF : FOR_CUSTOMERS;
    }

    private static String positionFor(Audience audience) {
        return audience == Audience.STAFF ? "position" : "publicPosition";
    }

    private static String activityFor(Audience audience) {
        return audience == Audience.STAFF ? "staffActivity" : "customerActivity";
    }

    private static Placed placed(Object[] row) {
        CommentView comment = new CommentView(
                (UUID) row[2],
                (String) row[3],
                (Boolean) row[4],
                TicketPages.personOf(row, 8),
                (Long) row[5],
                (Instant) row[6],
                (Instant) row[7]);
        return new Placed((Integer) row[1], comment);
    }
}
