package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.HistoryItem;
import com.helpdeskly.tickets.control.TicketHistory;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened to a ticket; nothing internal is told to customers. */
@Path("tickets/{ticket}/history")
@ApplicationScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
public class TicketHistoryResource {
    @Inject
    CurrentCaller caller;

    @Inject
    TicketHistory history;

    @Inject
    CursorCodec cursors;

    @GET
    @Operation(
            summary = "List every change of a ticket, oldest first",
            description = "People, teams, comments and tickets are told by their ids, texts by their beginnings.")
    public Page<HistoryItem> list(
            @PathParam("ticket") String ticket,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Viewer viewer = Viewer.of(caller.get());
        PageRequest request = PageRequest.of(limit, cursor);
        String context = String.join(
                "|", "history", viewer.userId().toString(), viewer.role().name(), ticket);
        List<TicketHistory.Placed> rows = history.page(
                viewer,
                TicketReference.parse(ticket),
                request.after(cursors, context).map(TicketHistory.Position::of),
                request.rows());
        return Page.of(
                        rows,
                        request,
                        last -> cursors.encode(context, last.position().keys()))
                .map(TicketHistory.Placed::item);
    }
}
