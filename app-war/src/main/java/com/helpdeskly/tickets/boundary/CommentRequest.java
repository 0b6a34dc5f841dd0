package com.helpdeskly.tickets.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tickets/{ticket}/comments}, for the API's document. */
@Schema(name = "NewComment")
record CommentRequest(
        @Schema(required = true, minLength = 1, maxLength = 65_536, example = "PC load letter")
        String body,

        @Schema(defaultValue = "false", description = "A note that customers never see; agents only", example = "false")
        boolean internal) {}
