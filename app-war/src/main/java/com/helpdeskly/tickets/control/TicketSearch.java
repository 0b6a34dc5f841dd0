package com.helpdeskly.tickets.control;

import com.helpdeskly.search.control.Highlighter;
import com.helpdeskly.search.control.SearchSettings;
import com.helpdeskly.search.control.SearchTerms;
import com.helpdeskly.search.control.Vocabulary;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds tickets by words. The newest that were found are ranked, in one statement that reads their ids alone; the page that
 * is wanted of them is then read as any other.
 */
@Dependent
public class TicketSearch {
    private final EntityManager entityManager;
    private final TicketPages pages;
    private final Vocabulary vocabulary;
    private final SearchSettings settings;

    @Inject
    public TicketSearch(
            EntityManager entityManager, TicketPages pages, Vocabulary vocabulary, SearchSettings settings) {
        this.entityManager = entityManager;
        this.pages = pages;
        this.vocabulary = vocabulary;
        this.settings = settings;
    }

    /** What the terms may have been meant for, for when nothing was found; the same terms when there is nothing like them. */
    public SearchTerms tolerant(Viewer viewer, SearchTerms terms) {
        return vocabulary.tolerant(terms, viewer.isStaff() ? Optional.empty() : Optional.of(viewer.userId()));
    }

    /** All that is ranked, the best first. */
    public List<TicketHit> hits(Viewer viewer, TicketFilter filter, SearchTerms terms) {
        if (terms.isEmpty()) {
            return List.of();
        }
        JpqlConditions conditions = TicketPages.visibleTo(viewer);
        TicketPages.restrict(conditions, filter);
        TicketMatch.restrict(conditions, terms, viewer.audience());
        String jpql = "select t.id, " + TicketMatch.rank(viewer.audience()) + " from Ticket t, TicketText x"
                + TicketPages.where(filter) + conditions.text() + " order by t.id desc";
        return conditions
                .bind(entityManager.createQuery(jpql, Object[].class))
                .setParameter("exact", terms.toExactTsquery())
                .setMaxResults(settings.maxHits())
                .getResultList()
                .stream()
                .map(row -> new TicketHit((UUID) row[0], ((Number) row[1]).floatValue()))
                .sorted(TicketHit.BEST_FIRST)
                .toList();
    }

    /** The tickets of a page of hits, in their order; without those that the viewer may no longer see. */
    public List<TicketView> tickets(Viewer viewer, TicketFilter filter, List<TicketHit> hits) {
        List<UUID> ids = hits.stream().map(TicketHit::id).toList();
        Map<UUID, TicketView> byId = pages.ofIds(viewer, filter, ids).stream()
                .collect(Collectors.toMap(TicketView::id, Function.identity()));
        return ids.stream().filter(byId::containsKey).map(byId::get).toList();
    }

    /** Those that come after a hit. */
    public static List<TicketHit> after(List<TicketHit> hits, Optional<TicketHit> last) {
        Comparator<TicketHit> order = TicketHit.BEST_FIRST;
        return hits.stream()
                .filter(hit -> last.isEmpty() || order.compare(hit, last.get()) > 0)
                .toList();
    }

    /** The same tickets, each with its newest comments and with what was found in it. */
    public List<TicketView> highlighted(Viewer viewer, List<TicketView> tickets, SearchTerms terms) {
        Highlighter highlighter = new Highlighter(terms);
        return pages.withComments(viewer, tickets).stream()
                .map(ticket -> ticket.with(highlighter.of(
                        ticket.title(),
                        ticket.description(),
                        ticket.comments().stream().map(CommentView::body).toList())))
                .toList();
    }
}
