package com.helpdeskly.attachments.boundary;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of {@code POST /tickets/{ticket}/attachments}, for the API's document. */
@Schema(name = "NewAttachment")
record UploadBody(
        @Schema(required = true, type = SchemaType.STRING, format = "binary", description = "With a file name")
        String file,

        @Schema(defaultValue = "false", example = "false", description = "Customers never see it; agents only")
        boolean internal) {}
