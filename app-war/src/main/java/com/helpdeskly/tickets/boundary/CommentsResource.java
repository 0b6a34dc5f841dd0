package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.CommentDesk;
import com.helpdeskly.tickets.control.CommentPages;
import com.helpdeskly.tickets.control.CommentView;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.RequestScoped;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The comments of a ticket; internal notes are there for agents and admins alone. */
@Path("tickets/{ticket}/comments")
@RequestScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comments")
public class CommentsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    CommentPages pages;

    @Inject
    CommentDesk desk;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @PathParam("ticket")
    String ticket;

    @GET
    @Operation(summary = "List the comments of a ticket, oldest first")
    public Page<CommentView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Viewer viewer = viewer();
        PageRequest request = PageRequest.of(limit, cursor);
        String context = String.join(
                "|", "comments", viewer.userId().toString(), viewer.role().name(), ticket);
        int after = request.after(cursors, context)
                .map(keys -> Integer.parseInt(keys.get(0)))
                .orElse(0);
        List<CommentPages.Placed> rows = pages.page(viewer, reference(), after, request.rows());
        return Page.of(rows, request, last -> cursors.encode(context, String.valueOf(last.position())))
                .map(CommentPages.Placed::comment);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = CommentView.class, responseCode = "201", responseDescription = "Created")
    @Operation(summary = "Comment on a ticket")
    public Response add(
            @RequestBody(content = @Content(schema = @Schema(implementation = CommentRequest.class))) JsonBody body) {
        String text = body.string("body")
                .required()
                .notBlank()
                .length(1, Comment.BODY_LENGTH)
                .get();
        boolean internal = body.bool("internal").orElse(false);
        body.orThrow();
        CommentView comment = desk.add(viewer(), reference(), text, internal);
        return EntityTags.created(uri, comment.id(), EntityTags.of(comment.version()), comment);
    }

    @GET
    @Path("{comment}")
    @APIResponseSchema(CommentView.class)
    @Operation(summary = "Get a comment")
    public Response get(@PathParam("comment") UUID comment) {
        CommentView view = pages.one(viewer(), reference(), comment);
        return EntityTags.answer(headers, EntityTags.of(view.version()), view);
    }

    @PATCH
    @Path("{comment}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(CommentView.class)
    @Operation(summary = "Edit a comment", description = "Its author and admins may.")
    public Response edit(
            @PathParam("comment") UUID comment,
            @RequestBody(content = @Content(schema = @Schema(implementation = CommentPatch.class))) JsonBody body) {
        String text = body.string("body")
                .required()
                .notBlank()
                .length(1, Comment.BODY_LENGTH)
                .get();
        body.orThrow();
        CommentView view = desk.edit(viewer(), reference(), comment, text, EntityTags.ifMatch(headers));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    @DELETE
    @Path("{comment}")
    @Operation(summary = "Remove a comment", description = "Its author and admins may.")
    public void remove(@PathParam("comment") UUID comment) {
        desk.remove(viewer(), reference(), comment, EntityTags.ifMatch(headers));
    }

    private Viewer viewer() {
        return Viewer.of(caller.get());
    }

    private TicketReference reference() {
        return TicketReference.parse(ticket);
    }
}
