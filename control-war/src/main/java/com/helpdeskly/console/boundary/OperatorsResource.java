package com.helpdeskly.console.boundary;

import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.Ids;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.operators.boundary.NewOperator;
import com.helpdeskly.operators.boundary.OperatorChange;
import com.helpdeskly.operators.boundary.OperatorView;
import com.helpdeskly.operators.boundary.Operators;
import com.helpdeskly.operators.entity.OperatorRole;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
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

/** The people who run the service; for owners. */
@Path("/operators")
@RolesAllowed("OWNER")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
public class OperatorsResource {
    private static final int MAX_NAME = 100;

    @Inject
    private Operators operators;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Cursors cursors;

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "List operators, newest first")
    public Page<OperatorView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Query query = new Query();
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        return cursors.page(page, "operators", operators::list, OperatorView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An operator")
    @APIResponseSchema(OperatorView.class)
    public Response get(@PathParam("id") String id) {
        OperatorView operator = operators.get(parse(id));
        return EntityTags.answer(headers, EntityTags.of(operator.version()), operator);
    }

    @POST
    @Operation(
            summary = "Take somebody in",
            description = "Without a password the answer has an invitation, whose token is told this once.")
    @APIResponseSchema(value = OperatorView.class, responseCode = "201")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewOperatorRequest.class)))
                    JsonBody body) {
        String email = body.email("email").required().get();
        String name =
                body.string("name").required().trimmed().length(1, MAX_NAME).get();
        OperatorRole role = body.choice("role", OperatorRole.class).required().get();
        String password = body.string("password")
                .length(PasswordRules.LEAST, PasswordRules.MOST)
                .optional()
                .orElse(null);
        body.orThrow();
        return created(operators.create(
                new NewOperator(email, name, role, password), caller.get().id()));
    }

    @POST
    @Path("/{id}/invitation")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Make a new link by which an operator sets a password",
            description = "The one before is worthless then; the token is told this once.")
    @APIResponseSchema(value = OperatorView.class, responseCode = "200")
    public Response invite(@PathParam("id") String id) {
        return changed(operators.invite(parse(id), caller.get().id()));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change an operator's name or role, or switch the operator off or on")
    @APIResponseSchema(OperatorView.class)
    public Response change(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = OperatorPatch.class))) JsonBody body) {
        OperatorChange change = new OperatorChange(
                body.string("name").notNull().trimmed().length(1, MAX_NAME).optional(),
                body.choice("role", OperatorRole.class).notNull().optional(),
                body.bool("active").notNull().optional());
        body.orThrow();
        return changed(operators.change(
                parse(id), change, EntityTags.ifMatch(headers), caller.get().id()));
    }

    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Remove an operator, and the machine tokens that the operator made")
    public void delete(@PathParam("id") String id) {
        operators.delete(parse(id), EntityTags.ifMatch(headers), caller.get().id());
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "operator-not-found", "There is no such operator.");
    }

    private Response created(OperatorView operator) {
        return Response.created(uri.getBaseUriBuilder().path("operators/{id}").build(operator.id()))
                .entity(operator)
                .tag(EntityTags.of(operator.version()))
                .build();
    }

    private static Response changed(OperatorView operator) {
        return Response.ok(operator).tag(EntityTags.of(operator.version())).build();
    }
}
