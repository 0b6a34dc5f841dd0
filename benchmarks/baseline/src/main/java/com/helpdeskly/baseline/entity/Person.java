package com.helpdeskly.baseline.entity;

import java.util.UUID;

/** A user, as the product shows one. */
public record Person(UUID id, String name, String email, String role) {}
