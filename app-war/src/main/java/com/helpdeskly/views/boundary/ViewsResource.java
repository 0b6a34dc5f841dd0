package com.helpdeskly.views.boundary;

import com.helpdeskly.tickets.boundary.TicketCounts;
import com.helpdeskly.tickets.boundary.TicketListQuery;
import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.views.control.KnownView;
import com.helpdeskly.views.control.ViewChange;
import com.helpdeskly.views.control.ViewFilter;
import com.helpdeskly.views.control.ViewSettings;
import com.helpdeskly.views.control.ViewShelf;
import com.helpdeskly.views.entity.SavedView;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.Field;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists of tickets that people have saved under a name. */
@Path("views")
@ApplicationScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Saved views")
public class ViewsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    ViewShelf shelf;

    @Inject
    TicketCounts counts;

    @Inject
    ViewSettings settings;

    @Inject
    TicketSettings ticketSettings;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Operation(
            summary = "List saved views in the order in which they were made",
            description =
                    "One's own, and for agents and admins those that are shared. Each is counted as the caller sees it.")
    public Page<ViewAnswer> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Viewer viewer = viewer();
        String context = String.join(
                "|", "views", viewer.userId().toString(), viewer.role().name());
        return PageRequest.of(limit, cursor)
                .byId(cursors, context, KnownView::id, (after, rows) -> shelf.page(viewer, after, rows))
                .map(view -> counted(viewer, view));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ViewAnswer.class, responseCode = "201", responseDescription = "Created")
    @Operation(summary = "Save a view", description = "Agents and admins may share it with the staff.")
    public Response save(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewViewRequest.class))) JsonBody body) {
        String name = body.string("name")
                .required()
                .trimmed()
                .length(1, SavedView.NAME_LENGTH)
                .get();
        ViewFilter filter = filter(body).required().get();
        boolean shared = body.bool("shared").orElse(false);
        body.orThrow();
        Viewer viewer = viewer();
        ViewAnswer view = counted(viewer, shelf.save(viewer, name, filter, shared));
        return EntityTags.created(uri, view.id(), EntityTags.of(view.version()), view);
    }

    @GET
    @Path("{view}")
    @APIResponseSchema(ViewAnswer.class)
    @Operation(summary = "Get a saved view", description = "Its tickets are at `/tickets?savedView=<id>`.")
    public Response get(@PathParam("view") UUID view) {
        Viewer viewer = viewer();
        ViewAnswer answer = counted(viewer, shelf.one(viewer, view));
        // Without a condition: the count changes with the tickets and not with the version.
        return Response.ok(answer).tag(EntityTags.of(answer.version())).build();
    }

    @PATCH
    @Path("{view}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(ViewAnswer.class)
    @Operation(summary = "Change a saved view", description = "Its owner and admins may.")
    public Response change(
            @PathParam("view") UUID view,
            @RequestBody(content = @Content(schema = @Schema(implementation = ViewPatch.class))) JsonBody body) {
        ViewChange wanted = new ViewChange(
                body.string("name")
                        .notNull()
                        .trimmed()
                        .length(1, SavedView.NAME_LENGTH)
                        .optional(),
                filter(body).notNull().optional(),
                body.bool("shared").notNull().optional());
        body.orThrow();
        Viewer viewer = viewer();
        ViewAnswer answer = counted(viewer, shelf.change(viewer, view, wanted, EntityTags.ifMatch(headers)));
        return Response.ok(answer).tag(EntityTags.of(answer.version())).build();
    }

    @DELETE
    @Path("{view}")
    @Operation(summary = "Remove a saved view", description = "Its owner and admins may.")
    public void remove(@PathParam("view") UUID view) {
        shelf.remove(viewer(), view, EntityTags.ifMatch(headers));
    }

    /** What the list itself would refuse is refused here, under the same names. */
    private Field<ViewFilter> filter(JsonBody body) {
        Field<ViewFilter> filter = body.object(
                "filter", ViewFilter.RULE, json -> ViewFilter.of(json).orElse(null));
        filter.optional()
                .ifPresent(read -> TicketListQuery.violationsOf(read.parameters(), viewer(), ticketSettings)
                        .forEach(violation -> body.reject("filter." + violation.field(), violation.message())));
        return filter;
    }

    private ViewAnswer counted(Viewer viewer, KnownView view) {
        int most = settings.countTo();
        return ViewAnswer.of(view, counts.count(viewer, view.filter().parameters(), most + 1), most);
    }

    private Viewer viewer() {
        return Viewer.of(caller.get());
    }
}
