package com.helpdeskly.console.boundary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /migrations}, for the API's document. */
@Schema(name = "MigrationOrder")
record MigrationRequest(
        @Schema(minimum = "1", description = "The newest by default")
        Integer targetVersion,

        @Schema(maxItems = 20, description = "Whoever is in none is in a last one")
        List<Wave> waves,

        @Schema(minimum = "1", maximum = "32", defaultValue = "4", example = "4")
        Integer parallelism,

        @Schema(minimum = "0", maximum = "1", defaultValue = "0.1", example = "0.1")
        Double haltAtFailureRatio,

        @Schema(defaultValue = "false", example = "true", description = "Only says what would be done")
        Boolean dryRun) {
    /** A part of the fleet: either named tenants or a share of those that are left. */
    @Schema(name = "Wave", description = "Either tenants or percent")
    record Wave(
            @Schema(maxItems = 1000, description = "Slugs") List<String> tenants,

            @Schema(minimum = "1", maximum = "100", example = "10")
            Integer percent) {}
}
