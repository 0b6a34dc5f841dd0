package com.helpdeskly.users.boundary;

import com.helpdeskly.links.control.LinkView;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.control.InvitedUserView;
import com.helpdeskly.users.control.NewUser;
import com.helpdeskly.users.control.UserChange;
import com.helpdeskly.users.control.UserRegister;
import com.helpdeskly.users.control.UserView;
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
import jakarta.annotation.security.RolesAllowed;
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

/** The users of the tenant: admins manage them, agents may look. */
@Path("users")
@ApplicationScoped
@KeyScope("users")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UsersResource {
    @Inject
    CurrentCaller caller;

    @Inject
    UserRegister register;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @RolesAllowed({"ADMIN", "AGENT"})
    @Operation(summary = "List the users in the order in which they were made, also inactive ones")
    public Page<UserView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return PageRequest.of(limit, cursor)
                .byId(cursors, "users|" + caller.get().id(), UserView::id, register::page);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = InvitedUserView.class, responseCode = "201", responseDescription = "Created")
    @Operation(
            summary = "Make a user",
            description =
                    "Without a password they are invited: the answer has the invitation's link, this once, unless an"
                            + " API key asks.")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewUserRequest.class))) JsonBody body) {
        var email = body.email("email").required();
        var name = body.string("name").required().trimmed().length(1, User.NAME_LENGTH);
        var role = body.choice("role", Role.class).required();
        var password = NewPassword.of(body);
        body.orThrow();
        refuseKeys(password.optional().isPresent());
        InvitedUserView made = register.create(
                caller.get().id(),
                new NewUser(new EmailAddress(email.get()), name.get(), role.get(), password.optional()));
        boolean tellsLink = made.invitation() != null && caller.get().scopes().isEmpty();
        return EntityTags.created(uri, made.id(), EntityTags.of(made.version()), tellsLink ? made : made.user());
    }

    @GET
    @Path("{user}")
    @RolesAllowed({"ADMIN", "AGENT"})
    @APIResponseSchema(UserView.class)
    @Operation(summary = "Get a user")
    public Response get(@PathParam("user") UUID user) {
        UserView view = register.one(user);
        return EntityTags.answer(headers, EntityTags.of(view.version()), view);
    }

    @PATCH
    @Path("{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(UserView.class)
    @Operation(summary = "Change a user", description = "The last active admin stays one.")
    public Response change(
            @PathParam("user") UUID user,
            @RequestBody(content = @Content(schema = @Schema(implementation = UserPatch.class))) JsonBody body) {
        var email = body.email("email").notNull();
        var name = body.string("name").notNull().trimmed().length(1, User.NAME_LENGTH);
        var role = body.choice("role", Role.class).notNull();
        var active = body.bool("active").notNull();
        var password = NewPassword.of(body).notNull();
        body.orThrow();
        refuseKeys(password.optional().isPresent());
        UserChange wanted = new UserChange(
                email.optional().map(EmailAddress::new),
                name.optional(),
                role.optional(),
                active.optional(),
                password.optional());
        UserView view = register.change(caller.get().id(), user, wanted, EntityTags.ifMatch(headers));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    /** With a password of its making a key could sign in, and would be more than a key. */
    private void refuseKeys(boolean setsPassword) {
        if (setsPassword && caller.get().scopes().isPresent()) {
            throw new ProblemException(403, "key-scope", "API keys set no passwords.");
        }
    }

    @POST
    @Path("{user}/password-reset")
    @KeyScope(KeyScope.NONE)
    @APIResponseSchema(LinkView.class)
    @Operation(
            summary = "Make a link by which a user sets another password",
            description =
                    "Its token is told this once, to be handed on; one from before is worthless. The password of before"
                            + " stays good until the link is used at POST /auth/password-reset/{token}.")
    public LinkView resetPassword(@PathParam("user") UUID user) {
        return register.resetLink(caller.get().id(), user);
    }

    @DELETE
    @Path("{user}")
    @Operation(summary = "Deactivate a user", description = "Their tickets and comments stay.")
    public void deactivate(@PathParam("user") UUID user) {
        register.change(caller.get().id(), user, UserChange.DEACTIVATION, EntityTags.ifMatch(headers));
    }
}
