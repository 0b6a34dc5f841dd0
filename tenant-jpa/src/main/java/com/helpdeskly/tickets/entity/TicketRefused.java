package com.helpdeskly.tickets.entity;

import com.helpdeskly.problems.entity.ProblemException;

/** 409: the ticket's state does not allow what is wanted of it; the detail names what it does allow. */
public class TicketRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    private TicketRefused(String code, String detail) {
        super(409, code, detail);
    }

    static TicketRefused transition(TicketStatus from, TicketStatus to) {
        return new TicketRefused(
                "ticket-state",
                "status: a ticket that is %s cannot become %s; it can become %s.".formatted(from, to, from.next()));
    }

    static TicketRefused merged() {
        return new TicketRefused("ticket-merged", "This ticket was merged into another one and stays as it is.");
    }
}
