package com.helpdeskly.attachments.boundary;

import com.helpdeskly.attachments.control.AttachmentDesk;
import com.helpdeskly.attachments.control.AttachmentPages;
import com.helpdeskly.attachments.control.AttachmentView;
import com.helpdeskly.attachments.control.UploadIntake;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files of a ticket; internal ones are there for agents and admins alone. */
@Path("tickets/{ticket}/attachments")
@RequestScoped
@KeyScope("tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attachments")
public class TicketAttachmentsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    AttachmentPages pages;

    @Inject
    AttachmentDesk desk;

    @Inject
    UploadIntake intake;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @PathParam("ticket")
    String ticket;

    @GET
    @Operation(summary = "List the attachments of a ticket, oldest first")
    @Extension(name = "x-operation-id", value = "listAttachments")
    public Page<AttachmentView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Viewer viewer = viewer();
        TicketReference reference = TicketReference.parse(ticket);
        String context = String.join(
                "|", "attachments", viewer.userId().toString(), viewer.role().name(), ticket);
        return PageRequest.of(limit, cursor)
                .byId(
                        cursors,
                        context,
                        AttachmentView::id,
                        (after, rows) -> pages.page(viewer, reference, after, rows));
    }

    @POST
    @TakesUpload
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @APIResponseSchema(value = AttachmentView.class, responseCode = "201", responseDescription = "Created")
    @APIResponse(responseCode = "409", description = "The ticket or the tenant has no room for it")
    @APIResponse(responseCode = "413", description = "The file is too large")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = UploadBody.class)))
    @Operation(summary = "Attach a file to a ticket")
    @Extension(name = "x-operation-id", value = "attachFile")
    public Response attach() {
        AttachmentView attachment = desk.attach(viewer(), TicketReference.parse(ticket), intake.upload());
        return Response.created(uri.getBaseUriBuilder()
                        .path("attachments")
                        .path(attachment.id().toString())
                        .build())
                .tag(EntityTags.of(attachment.version()))
                .entity(attachment)
                .build();
    }

    private Viewer viewer() {
        return Viewer.of(caller.get());
    }
}
