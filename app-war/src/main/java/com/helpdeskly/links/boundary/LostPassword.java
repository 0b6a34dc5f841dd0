package com.helpdeskly.links.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body by which somebody asks for a link, for the API's document. */
@Schema(name = "LostPassword")
record LostPassword(
        @Schema(required = true, maxLength = 254, example = "grace@acme.example")
        String email) {}
