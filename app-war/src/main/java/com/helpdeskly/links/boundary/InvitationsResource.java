package com.helpdeskly.links.boundary;

import com.helpdeskly.links.control.InvitationView;
import com.helpdeskly.links.control.Invitations;
import com.helpdeskly.links.control.LinkedPasswords;
import com.helpdeskly.links.control.NewInvitationView;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.users.boundary.NewPassword;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import com.helpdeskly.web.security.Public;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invitations: admins make them, whoever holds the link accepts. */
@Path("invitations")
@ApplicationScoped
@KeyScope(KeyScope.NONE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations")
public class InvitationsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    Invitations invitations;

    @Inject
    LinkedPasswords passwords;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @RolesAllowed("ADMIN")
    @Operation(summary = "List the invitations that nobody has accepted, also expired ones")
    public Page<InvitationView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return PageRequest.of(limit, cursor)
                .byId(cursors, "invitations|" + caller.get().id(), InvitationView::id, invitations::page);
    }

    @POST
    @RolesAllowed("ADMIN")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = NewInvitationView.class, responseCode = "201", responseDescription = "Created")
    @Operation(
            summary = "Invite somebody",
            description =
                    "The token of the link is told this once, to be handed on; whoever has it sets the password at POST"
                            + " /invitations/{token}. An e-mail address has one open invitation.")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewInvitationRequest.class)))
                    JsonBody body) {
        var email = body.email("email").required();
        var name = body.string("name").required().trimmed().length(1, User.NAME_LENGTH);
        var role = body.choice("role", Role.class).required();
        body.orThrow();
        NewInvitationView made =
                invitations.invite(caller.get().id(), new EmailAddress(email.get()), name.get(), role.get());
        return Response.created(
                        uri.getAbsolutePathBuilder().path(made.id().toString()).build())
                .entity(made)
                .build();
    }

    @GET
    @Path("{invitation}")
    @RolesAllowed("ADMIN")
    @APIResponseSchema(InvitationView.class)
    @Operation(summary = "Get an invitation that nobody has accepted, by its id")
    public Response get(@PathParam("invitation") UUID invitation) {
        InvitationView view = invitations.one(invitation);
        return EntityTags.answer(headers, EntityTags.ofState(view), view);
    }

    @DELETE
    @Path("{invitation}")
    @RolesAllowed("ADMIN")
    @Operation(
            summary = "Revoke an invitation that nobody has accepted, by its id",
            description = "Its link is worthless then, and who was invited is switched off.")
    public void revoke(@PathParam("invitation") UUID invitation) {
        invitations.revoke(caller.get().id(), invitation);
    }

    @POST
    @Path("{invitation}")
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "No Content")
    @Operation(
            summary = "Accept an invitation by the token of its link, by setting a password",
            description = "Good once: 404 for a link that is none, 410 for one that was used or has expired.")
    public void accept(
            @PathParam("invitation") String token,
            @RequestBody(content = @Content(schema = @Schema(implementation = AcceptedInvitation.class)))
                    JsonBody body) {
        var name = body.string("name").notNull().trimmed().length(1, User.NAME_LENGTH);
        var password = NewPassword.of(body).required();
        body.orThrow();
        passwords.set(token, Purpose.INVITATION, name.optional(), password.get());
    }
}
