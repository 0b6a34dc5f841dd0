package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.web.json.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tickets/{ticket}/merge}, for the API's document. */
@Schema(name = "TicketMerge")
record MergeRequest(
        @Schema(required = true, example = "12", description = "The id or the number of the ticket to merge into")
        String into) {

    /** Reads it. */
    static TicketReference read(JsonBody body) {
        var into = body.value("into", "must be the id or the number of a ticket", TicketNames::read)
                .required();
        body.orThrow();
        return into.get();
    }
}
