package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.NewTicket;
import com.helpdeskly.tickets.control.TicketBin;
import com.helpdeskly.tickets.control.TicketChange;
import com.helpdeskly.tickets.control.TicketDesk;
import com.helpdeskly.tickets.control.TicketMerge;
import com.helpdeskly.tickets.control.TicketPages;
import com.helpdeskly.tickets.control.TicketPosition;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.tickets.control.TicketTags;
import com.helpdeskly.tickets.control.TicketView;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.views.control.ViewShelf;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tickets that the caller may see. */
@Path("tickets")
@ApplicationScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tickets")
public class TicketsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    TicketPages pages;

    @Inject
    FoundTickets found;

    @Inject
    ViewShelf views;

    @Inject
    TicketDesk desk;

    @Inject
    TicketBin bin;

    @Inject
    TicketTags tags;

    @Inject
    TicketMerge merge;

    @Inject
    TicketSettings settings;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Operation(
            summary = "List tickets",
            description = "Customers see their own. Each ticket comes with its newest "
                    + TicketPages.NEWEST_COMMENTS
                    + " comments at most, oldest first.")
    public Page<TicketView> list(@BeanParam TicketListQuery query) {
        Viewer viewer = viewer();
        query.savedView()
                .map(id -> views.one(viewer, id))
                .ifPresent(view -> query.within(view.filter().parameters()));
        TicketListQuery.Wanted wanted = query.read(viewer, settings);
        if (wanted.terms().isPresent()) {
            return found.page(viewer, wanted, wanted.terms().get());
        }
        String context = wanted.cursorContext(viewer);
        List<TicketView> rows = pages.page(
                viewer,
                wanted.filter(),
                wanted.order(),
                wanted.page().after(cursors, context).map(TicketPosition::of),
                wanted.page().rows());
        Page<TicketView> page = Page.of(
                rows,
                wanted.page(),
                last -> cursors.encode(context, wanted.order().positionOf(last).keys()));
        return wanted.withComments() ? new Page<>(pages.withComments(viewer, page.items()), page.next()) : page;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = TicketView.class, responseCode = "201", responseDescription = "Created")
    @Operation(summary = "Open a ticket")
    public Response open(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewTicketRequest.class))) JsonBody body) {
        NewTicket wanted = new NewTicket(
                body.string("title")
                        .required()
                        .trimmed()
                        .length(1, Ticket.TITLE_LENGTH)
                        .get(),
                body.string("description")
                        .required()
                        .notBlank()
                        .length(1, Ticket.DESCRIPTION_LENGTH)
                        .get(),
                body.choice("priority", TicketPriority.class).orElse(TicketPriority.MEDIUM),
                body.choice("status", TicketStatus.class).optional(),
                body.uuid("assignedToId").optional(),
                body.uuid("authorId").optional(),
                body.uuid("teamId").optional());
        body.orThrow();
        TicketView ticket = desk.open(viewer(), wanted);
        return EntityTags.created(uri, ticket.id(), EntityTags.of(ticket.version()), ticket);
    }

    @GET
    @Path("{ticket}")
    @APIResponseSchema(TicketView.class)
    @Operation(summary = "Get a ticket by its id or number")
    public Response get(@PathParam("ticket") String ticket) {
        TicketView view = pages.one(viewer(), TicketReference.parse(ticket));
        return EntityTags.answer(headers, EntityTags.of(view.version()), view);
    }

    @PATCH
    @Path("{ticket}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(TicketView.class)
    @Operation(
            summary = "Change a ticket",
            description = "Customers may change title and description of their own tickets and close them.")
    public Response change(
            @PathParam("ticket") String ticket,
            @RequestBody(content = @Content(schema = @Schema(implementation = TicketPatch.class))) JsonBody body) {
        TicketChange wanted = TicketPatch.read(body);
        body.orThrow();
        TicketView view = desk.change(viewer(), TicketReference.parse(ticket), wanted, EntityTags.ifMatch(headers));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    @DELETE
    @Path("{ticket}")
    @RolesAllowed({"ADMIN", "AGENT"})
    @Operation(summary = "Delete a ticket", description = "It can be restored.")
    public void delete(@PathParam("ticket") String ticket) {
        bin.delete(viewer(), TicketReference.parse(ticket), EntityTags.ifMatch(headers));
    }

    @POST
    @Path("{ticket}/restore")
    @RolesAllowed({"ADMIN", "AGENT"})
    @APIResponseSchema(TicketView.class)
    @Operation(summary = "Restore a deleted ticket")
    public Response restore(@PathParam("ticket") String ticket) {
        TicketView view = bin.restore(viewer(), TicketReference.parse(ticket));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    @PUT
    @Path("{ticket}/tags")
    @RolesAllowed({"ADMIN", "AGENT"})
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(TicketView.class)
    @Operation(summary = "Replace the tags of a ticket")
    public Response tag(
            @PathParam("ticket") String ticket,
            @RequestBody(content = @Content(schema = @Schema(implementation = TagsRequest.class))) JsonBody body) {
        TicketReference reference = TicketReference.parse(ticket);
        TicketView view =
                tags.replace(viewer(), reference, TagsRequest.read(body, settings), EntityTags.ifMatch(headers));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    @POST
    @Path("{ticket}/merge")
    @RolesAllowed({"ADMIN", "AGENT"})
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(TicketView.class)
    @Operation(
            summary = "Merge a ticket into another one",
            description = "Gives the other one, which gets the tags and copies of the newest "
                    + TicketPages.NEWEST_COMMENTS
                    + " comments, as internal notes if it is of another author. The ticket itself is closed, points to the"
                    + " other one and stays as it is.")
    public Response merge(
            @PathParam("ticket") String ticket,
            @RequestBody(content = @Content(schema = @Schema(implementation = MergeRequest.class))) JsonBody body) {
        TicketReference reference = TicketReference.parse(ticket);
        TicketView view = merge.merge(viewer(), reference, MergeRequest.read(body));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    private Viewer viewer() {
        return Viewer.of(caller.get());
    }
}
