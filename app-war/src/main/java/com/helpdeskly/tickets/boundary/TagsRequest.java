package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.tickets.entity.Tags;
import com.helpdeskly.web.json.JsonBody;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PUT /tickets/{ticket}/tags}, for the API's document. */
@Schema(name = "TicketTags")
record TagsRequest(
        @Schema(
                required = true,
                example = "[\"billing\", \"refund\"]",
                description = "All tags from now on; they are kept in lower case, each once")
        List<String> tags) {
    /** Far more than are allowed: how many different ones there are, and how long, is known when they are normalized. */
    private static final int MOST_TYPED = 1_000;

    /** Reads it. @return normalized tags */
    static SortedSet<String> read(JsonBody body, TicketSettings settings) {
        SortedSet<String> tags = new TreeSet<>();
        body.stringList("tags", MOST_TYPED, MOST_TYPED)
                .required()
                .optional()
                .ifPresent(typed -> typed.forEach(one -> tags.add(Tags.normalized(one))));
        if (tags.size() > settings.maxTags() || !tags.stream().allMatch(tag -> Tags.isTag(tag, settings.tagLength()))) {
            body.reject("tags", "must be at most %d tags, each %s".formatted(settings.maxTags(), settings.tagRule()));
        }
        body.orThrow();
        return tags;
    }
}
