package com.helpdeskly.problems.entity;

/**
 * One rule that one part of the input breaks.
 *
 * @param field the JSON name of the field, the query parameter or the header
 * @param message the rule, as a sentence for the client
 */
public record Violation(String field, String message) {}
