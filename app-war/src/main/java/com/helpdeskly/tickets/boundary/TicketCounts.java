package com.helpdeskly.tickets.boundary;

import com.helpdeskly.problems.entity.ProblemException;
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
     * @param parameters as they were saved; a list that would be refused by now holds nothing
     */
    public int count(Viewer viewer, Map<String, List<String>> parameters, int most) {
        Wanted wanted;
        try {
            wanted = TicketListQuery.of(parameters).read(viewer, settings);
        } catch (ProblemException refused) {
            return 0;
        }
        return pages.count(viewer, wanted.filter(), wanted.terms(), most);
    }
}
