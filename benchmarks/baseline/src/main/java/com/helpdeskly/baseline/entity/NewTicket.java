package com.helpdeskly.baseline.entity;

/** What a client opens a ticket with. */
public record NewTicket(String title, String description) {}
