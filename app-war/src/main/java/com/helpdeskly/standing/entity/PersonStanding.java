package com.helpdeskly.standing.entity;

import java.util.UUID;

/**
 * What a node keeps in memory of a user, to know on each request whether they still may come in.
 *
 * @param version counts the changes of the user
 * @param role that the user has now
 * @param generation access tokens of another one are worthless
 */
public record PersonStanding(
        UUID id, long version, boolean active, String email, String name, String role, long generation) {}
