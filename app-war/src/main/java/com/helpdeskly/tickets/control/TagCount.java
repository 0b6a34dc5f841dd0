package com.helpdeskly.tickets.control;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag, and on how many of the tickets that the caller may see it is. */
public record TagCount(
        @Schema(example = "billing") String tag,
        @Schema(example = "12") long count) {}
