package com.helpdeskly.standing.entity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a node keeps in memory of an API key.
 *
 * @param userId for whom it works
 * @param userVersion what that user had become when this was read
 * @param secretHash SHA-256 of its secret
 * @param scopes as clients name them
 */
public record KeyStanding(
        UUID id, UUID userId, long userVersion, String secretHash, Set<String> scopes, Instant expiresAt) {}
