package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TagCount;
import com.helpdeskly.tickets.control.TicketTags;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tags of the tickets that the caller may see. */
@Path("tags")
@ApplicationScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
public class TagsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    TicketTags tags;

    @Inject
    CursorCodec cursors;

    @GET
    @Operation(
            summary = "List the tags with the number of their tickets",
            description = "Of the tickets that the caller may see; those in the bin do not count.")
    public Page<TagCount> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Viewer viewer = Viewer.of(caller.get());
        PageRequest request = PageRequest.of(limit, cursor);
        String context = String.join(
                "|", "tags", viewer.userId().toString(), viewer.role().name());
        Optional<String> after = request.after(cursors, context).map(keys -> keys.get(0));
        List<TagCount> rows = tags.page(viewer, after, request.rows());
        return Page.of(rows, request, last -> cursors.encode(context, last.tag()));
    }
}
