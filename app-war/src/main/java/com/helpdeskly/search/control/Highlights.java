package com.helpdeskly.search.control;

import jakarta.json.bind.annotation.JsonbNillable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a search was found in a ticket. The texts are escaped for HTML ({@code & < > " '}), and the only elements in them
 * are the marks around what was found.
 *
 * @param title the whole title; absent when nothing was found in it
 * @param description a part of the description; absent when nothing was found in it
 * @param comments parts of the newest comments in which something was found, oldest first; absent for none
 */
// Absent rather than null, also where a ticket has none: Yasson asks the type and not the property that has it.
@JsonbNillable(false)
@Schema(description = "Escaped for HTML, with <mark> and </mark> around what was found")
public record Highlights(
        @Schema(example = "The <mark>printer</mark> is on fire")
        String title,

        @Schema(example = "… smoke from the <mark>printer</mark> …")
        String description,

        @Schema(example = "[\"Which <mark>printer</mark>?\"]")
        List<String> comments) {}
