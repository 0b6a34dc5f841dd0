package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TicketBulk;
import com.helpdeskly.tickets.control.TicketChange;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.web.json.JsonBody;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tickets/bulk}, for the API's document. */
@Schema(name = "TicketBulk")
record BulkRequest(
        @Schema(
                required = true,
                minItems = 1,
                maxItems = TicketBulk.MOST,
                example = "[\"12\", \"13\"]",
                description = "Ids or numbers, each ticket once")
        List<String> ids,

        @Schema(required = true) TicketPatch patch) {

    /** A bulk that can be tried. */
    record Wanted(List<TicketReference> tickets, TicketChange change) {}

    /** Reads it. */
    static Wanted read(JsonBody body) {
        String rule = "must be a list of 1 to %d ids or numbers of tickets".formatted(TicketBulk.MOST);
        var ids = body.value("ids", rule, value -> TicketNames.readAll(value, TicketBulk.MOST))
                .required()
                .check(names -> new HashSet<>(names).size() == names.size(), "must name each ticket once");
        TicketChange change = TicketPatch.read(body.object("patch"));
        body.orThrow();
        return new Wanted(ids.get(), change);
    }
}
