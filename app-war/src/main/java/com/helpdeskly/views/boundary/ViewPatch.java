package com.helpdeskly.views.boundary;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /views/{view}}, for the API's document. */
@Schema(name = "SavedViewPatch", description = "What is left out stays.")
record ViewPatch(
        @Schema(minLength = 1, maxLength = 100, example = "Urgent and mine")
        String name,

        @Schema(type = SchemaType.OBJECT, example = "{\"priority\": \"URGENT\"}")
        Map<String, Object> filter,

        @Schema(example = "false") Boolean shared) {}
