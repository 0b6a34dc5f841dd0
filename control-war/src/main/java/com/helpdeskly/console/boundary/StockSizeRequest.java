package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PUT /stock}, for the API's document. */
@Schema(name = "StockSize")
record StockSizeRequest(
        @Schema(required = true, minimum = "0", maximum = "100", example = "3")
        int size) {}
