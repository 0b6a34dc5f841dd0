package com.helpdeskly.baseline.entity;

import java.util.List;

/**
 * A page of tickets.
 *
 * @param next where the next page begins, null after the last one
 */
public record TicketPage(List<Ticket> items, String next) {}
