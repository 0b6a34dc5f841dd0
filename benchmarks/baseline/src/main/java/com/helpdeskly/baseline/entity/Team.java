package com.helpdeskly.baseline.entity;

import java.util.UUID;

/** A team, as the product shows one with a ticket. */
public record Team(UUID id, String name) {}
