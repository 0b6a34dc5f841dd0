package com.helpdeskly.views.boundary;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /views}, for the API's document. */
@Schema(name = "NewSavedView")
record NewViewRequest(
        @Schema(required = true, minLength = 1, maxLength = 100, example = "Urgent and mine")
        String name,

        @Schema(
                required = true,
                type = SchemaType.OBJECT,
                description = "Parameters of `GET /tickets` with a text or a list of texts each",
                example = "{\"priority\": [\"HIGH\", \"URGENT\"], \"assignedTo\": \"me\"}")
        Map<String, Object> filter,

        @Schema(defaultValue = "false", description = "Whether the staff sees it; agents only")
        boolean shared) {}
