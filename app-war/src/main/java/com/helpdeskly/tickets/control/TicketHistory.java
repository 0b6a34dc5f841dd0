package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.tickets.entity.FieldChange;
import com.helpdeskly.tickets.entity.HistoryEntry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what happened to a ticket, oldest first, in two statements a page; what is internal is for the staff alone. */
@Dependent
public class TicketHistory {
    private static final String ENTRIES = "select h.id, h.createdAt, h.changes, a.id, a.name, a.email, a.role"
            + " from HistoryEntry h join h.actor a where h.ticket.id = :ticket";

    private final EntityManager entityManager;
    private final LimitedQueries queries;

    @Inject
    public TicketHistory(EntityManager entityManager, LimitedQueries queries) {
        this.entityManager = entityManager;
        this.queries = queries;
    }

    /**
     * Where in the history a page ended: what one write has changed is one entry with one change or more.
     *
     * @param change the number of the change in its entry, from 0
     */
    public record Position(UUID entry, int change) {
        /** As the keys of a cursor. */
        public String[] keys() {
            return new String[] {entry.toString(), String.valueOf(change)};
        }

        /** From the keys of a cursor, whose signature has vouched for their form. */
        public static Position of(List<String> keys) {
            return new Position(UUID.fromString(keys.get(0)), Integer.parseInt(keys.get(1)));
        }
    }

    /** A change and its place. */
    public record Placed(Position position, HistoryItem item) {}

    /**
     * A page of what happened to a ticket; 404 when the viewer may not see the ticket.
     *
     * @param after where the page before ended; empty for the first
     * @param limit most changes, at least 1
     */
    public List<Placed> page(Viewer viewer, TicketReference reference, Optional<Position> after, int limit) {
        UUID ticket = TicketPages.visibleId(entityManager, viewer, reference);
        JpqlConditions conditions = new JpqlConditions();
        if (!viewer.isStaff()) {
            conditions.and("h.internal = false");
        }
        after.ifPresent(position -> conditions.and("h.id >= :after", "after", position.entry()));
        // The entry at which the page before ended may have no more changes.
        List<Object[]> rows = queries.read(
                entityManager,
                ENTRIES + conditions.text() + " order by h.id",
                Object[].class,
                limit + (after.isPresent() ? 1 : 0),
                query -> conditions.bind(query).setParameter("ticket", ticket));
        List<Placed> page = new ArrayList<>();
        for (Object[] row : rows) {
            place(row, after, page);
        }
        return page.size() <= limit ? page : page.subList(0, limit);
    }

    private static void place(Object[] row, Optional<Position> after, List<Placed> page) {
        UUID id = (UUID) row[0];
        int first = after.filter(position -> position.entry().equals(id))
                .map(position -> position.change() + 1)
                .orElse(0);
        List<FieldChange> changes = HistoryEntry.read((String) row[2]);
        PersonView actor = TicketPages.personOf(row, 3);
        for (int i = first; i < changes.size(); i++) {
            page.add(new Placed(new Position(id, i), HistoryItem.of((Instant) row[1], actor, changes.get(i))));
        }
    }
}
