package com.helpdeskly.console.boundary;

import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.Ids;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.tokens.boundary.ApiTokenView;
import com.helpdeskly.tokens.boundary.ApiTokens;
import com.helpdeskly.tokens.entity.ApiToken.Scope;
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
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tokens by which programs use the control plane. */
@Path("/api-tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machine tokens")
public class ApiTokensResource {
    private static final int MAX_NAME = 100;
    private static final Duration LONGEST = Duration.ofDays(365);

    @Inject
    private ApiTokens tokens;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Cursors cursors;

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo uri;

    @GET
    @Operation(summary = "List the machine tokens that are not revoked, newest first")
    public Page<ApiTokenView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Query query = new Query();
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        return cursors.page(page, "api-tokens", tokens::list, ApiTokenView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A machine token, without its secret")
    @APIResponseSchema(ApiTokenView.class)
    public Response get(@PathParam("id") String id) {
        ApiTokenView token = tokens.get(parse(id));
        return EntityTags.answer(headers, EntityTags.ofState(token), token);
    }

    @POST
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(
            summary = "Make a machine token",
            description = "Scopes are read and write; it expires within 365 days. Its secret is told this once.")
    @APIResponseSchema(value = ApiTokenView.class, responseCode = "201")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewApiTokenRequest.class)))
                    JsonBody body) {
        String name =
                body.string("name").required().trimmed().length(1, MAX_NAME).get();
        List<String> named = body.stringList("scopes", Scope.values().length, MAX_NAME)
                .required()
                .check(
                        scopes -> !scopes.isEmpty() && scopes.stream().allMatch(s -> scope(s).isPresent()),
                        "must be read, write or both")
                .get();
        String end = body.string("expiresAt")
                .required()
                .check(
                        text -> instant(text)
                                .filter(ApiTokensResource::isAllowed)
                                .isPresent(),
                        "must be an instant within the next 365 days, such as 2026-11-24T12:00:00Z")
                .get();
        body.orThrow();
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        named.forEach(text -> scope(text).ifPresent(scopes::add));
        ApiTokenView token = tokens.create(
                name, scopes, instant(end).orElseThrow(), caller.get().id());
        return Response.created(uri.getBaseUriBuilder().path("api-tokens/{id}").build(token.id()))
                .entity(token)
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Revoke a machine token")
    public void revoke(@PathParam("id") String id) {
        tokens.revoke(parse(id), caller.get().email());
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "api-token-not-found", "There is no such token.");
    }

    private static Optional<Scope> scope(String text) {
        return Set.of(Scope.values()).stream()
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }

    private static boolean isAllowed(Instant end) {
        Instant now = Instant.now();
        return end.isAfter(now) && !end.isAfter(now.plus(LONGEST));
    }
}
