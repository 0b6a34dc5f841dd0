package com.helpdeskly.tickets.boundary;

import com.helpdeskly.search.control.SearchTerms;
import com.helpdeskly.tickets.boundary.TicketListQuery.Wanted;
import com.helpdeskly.tickets.control.TicketHit;
import com.helpdeskly.tickets.control.TicketPages;
import com.helpdeskly.tickets.control.TicketPosition;
import com.helpdeskly.tickets.control.TicketSearch;
import com.helpdeskly.tickets.control.TicketView;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * A page of the tickets in which something was found: the best first, or in the order that the client names. Where nothing
 * was found on the first page, words that were meant instead are looked for; the cursor says so to the pages behind it.
 */
@Dependent
public class FoundTickets {
    private static final int TOLERANT = 2;

    private final TicketPages pages;
    private final TicketSearch search;
    private final CursorCodec cursors;

    @Inject
    public FoundTickets(TicketPages pages, TicketSearch search, CursorCodec cursors) {
        this.pages = pages;
        this.search = search;
        this.cursors = cursors;
    }

    /** The page that is wanted, highlighted. */
    Page<TicketView> page(Viewer viewer, Wanted wanted, SearchTerms terms) {
        Optional<List<String>> after = wanted.page().after(cursors, wanted.cursorContext(viewer));
        boolean isTolerant =
                after.map(keys -> Boolean.parseBoolean(keys.get(TOLERANT))).orElse(false);
        SearchTerms asked = isTolerant ? search.tolerant(viewer, terms) : terms;
        Page<TicketView> page = page(viewer, wanted, asked, after, isTolerant);
        if (after.isEmpty() && page.items().isEmpty()) {
            SearchTerms meant = search.tolerant(viewer, terms);
            if (!meant.equals(terms)) {
                asked = meant;
                page = page(viewer, wanted, meant, after, true);
            }
        }
        List<TicketView> found = search.highlighted(viewer, page.items(), asked);
        return new Page<>(
                wanted.withComments()
                        ? found
                        : found.stream().map(TicketView::summary).toList(),
                page.next());
    }

    private Page<TicketView> page(
            Viewer viewer, Wanted wanted, SearchTerms terms, Optional<List<String>> after, boolean isTolerant) {
        if (terms.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        String context = wanted.cursorContext(viewer);
        if (wanted.isRanked()) {
            List<TicketHit> hits =
                    TicketSearch.after(search.hits(viewer, wanted.filter(), terms), after.map(TicketHit::of));
            Page<TicketHit> page = Page.of(hits, wanted.page(), last -> cursor(context, last.keys(), isTolerant));
            return new Page<>(search.tickets(viewer, wanted.filter(), page.items()), page.next());
        }
        List<TicketView> rows = pages.page(
                viewer,
                wanted.filter(),
                Optional.of(terms),
                wanted.order(),
                after.map(TicketPosition::of),
                wanted.page().rows());
        return Page.of(
                rows,
                wanted.page(),
                last -> cursor(context, wanted.order().positionOf(last).keys(), isTolerant));
    }

    private String cursor(String context, String[] keys, boolean isTolerant) {
        return cursors.encode(context, keys[0], keys[1], String.valueOf(isTolerant));
    }
}
