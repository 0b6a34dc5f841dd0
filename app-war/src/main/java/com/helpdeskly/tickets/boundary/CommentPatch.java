package com.helpdeskly.tickets.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /tickets/{ticket}/comments/{comment}}, for the API's document. */
@Schema(name = "CommentPatch")
record CommentPatch(
        @Schema(minLength = 1, maxLength = 65_536, example = "PC load letter, again")
        String body) {}
