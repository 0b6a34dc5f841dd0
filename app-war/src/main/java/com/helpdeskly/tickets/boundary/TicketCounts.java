package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.boundary.TicketListQuery.Wanted;
import com.helpdeskly.tickets.control.TicketPages;
import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.tickets.control.Viewer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Counts the tickets of a list, by the parameters that the list has. */
@Dependent
public class TicketCounts {
    private final TicketPages pages;
    private final TicketSettings settings;

    @Inject
    public TicketCounts(TicketPages pages, TicketSettings settings) {
        this.pages = pages;
        this.settings = settings;
    }

    /**
     * How many tickets the viewer finds there, counted up to {@code most} in one statement. What is misspelt finds nothing.
     *
     * @param parameters as {@link TicketListQuery#violationsOf} lets them pass; what it no longer lets pass finds nothing
     */
    public int count(Viewer viewer, Map<String, List<String>> parameters, int most) {
        if (!TicketListQuery.violationsOf(parameters, viewer, settings).isEmpty()) {
            return 0;
        }
        Wanted wanted = TicketListQuery.of(parameters).read(viewer, settings);
        return pages.count(viewer, wanted.filter(), wanted.terms(), most);
    }
}
