package com.helpdeskly.teams.boundary;

import com.helpdeskly.teams.control.TeamRegister;
import com.helpdeskly.teams.control.TeamView;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.Field;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.json.TextField;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The teams of the tenant; admins manage them, agents may look. */
@Path("teams")
@ApplicationScoped
@KeyScope("users")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teams")
public class TeamsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    TeamRegister register;

    @Inject
    TicketSettings settings;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @RolesAllowed({"ADMIN", "AGENT"})
    @Operation(summary = "List the teams in the order in which they were made")
    public Page<TeamView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return PageRequest.of(limit, cursor)
                .byId(cursors, "teams|" + caller.get().id(), TeamView::id, register::page);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = TeamView.class, responseCode = "201", responseDescription = "Created")
    @Operation(summary = "Make a team", description = "409 when another team has the name, whatever its case.")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = TeamRequest.class))) JsonBody body) {
        var name = name(body).required();
        var members = members(body);
        body.orThrow();
        TeamView team = register.create(caller.get().id(), name.get(), members.orElse(List.of()));
        return EntityTags.created(uri, team.id(), EntityTags.of(team.version()), team);
    }

    @GET
    @Path("{team}")
    @RolesAllowed({"ADMIN", "AGENT"})
    @APIResponseSchema(TeamView.class)
    @Operation(summary = "Get a team")
    public Response get(@PathParam("team") UUID team) {
        TeamView view = register.one(team);
        return EntityTags.answer(headers, EntityTags.of(view.version()), view);
    }

    @PATCH
    @Path("{team}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(TeamView.class)
    @Operation(summary = "Change a team", description = "409 when another team has the name, whatever its case.")
    public Response change(
            @PathParam("team") UUID team,
            @RequestBody(content = @Content(schema = @Schema(implementation = TeamPatch.class))) JsonBody body) {
        var name = name(body).notNull();
        var members = members(body).notNull();
        body.orThrow();
        TeamView view = register.change(
                caller.get().id(), team, name.optional(), members.optional(), EntityTags.ifMatch(headers));
        return Response.ok(view).tag(EntityTags.of(view.version())).build();
    }

    @DELETE
    @Path("{team}")
    @Operation(
            summary = "Delete a team",
            description = "For good; tickets that have it still name it until they are given to another one.")
    public void delete(@PathParam("team") UUID team) {
        register.delete(caller.get().id(), team, EntityTags.ifMatch(headers));
    }

    private static TextField name(JsonBody body) {
        return body.string("name").trimmed().length(1, Team.NAME_LENGTH);
    }

    private Field<List<UUID>> members(JsonBody body) {
        return body.uuidList("memberIds", settings.maxTeamMembers());
    }
}
