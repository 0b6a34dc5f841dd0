package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TicketBulk;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes of many tickets at once. */
@Path("tickets/bulk")
@ApplicationScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
public class BulkResource {
    @Inject
    CurrentCaller caller;

    @Inject
    TicketBulk bulk;

    @POST
    @RolesAllowed({"ADMIN", "AGENT"})
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(BulkResults.class)
    @Operation(
            summary = "Make one change to many tickets",
            description = "At most " + TicketBulk.MOST
                    + " of them; each has an outcome of its own, and one that refuses leaves the others as they are.")
    @Extension(name = "x-operation-id", value = "changeTickets")
    public BulkResults change(
            @RequestBody(content = @Content(schema = @Schema(implementation = BulkRequest.class))) JsonBody body) {
        BulkRequest.Wanted wanted = BulkRequest.read(body);
        return BulkResults.of(bulk.change(Viewer.of(caller.get()), wanted.tickets(), wanted.change()));
    }
}
