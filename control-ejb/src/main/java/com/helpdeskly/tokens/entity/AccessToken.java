package com.helpdeskly.tokens.entity;

/**
 * The answer to a sign-in (RFC 6749, section 5.1).
 *
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds
 */
public record AccessToken(String accessToken, String tokenType, long expiresIn) {}
