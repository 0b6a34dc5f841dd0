package com.helpdeskly.apikeys.boundary;

import com.helpdeskly.apikeys.control.ApiKeySettings;
import com.helpdeskly.apikeys.control.ApiKeyView;
import com.helpdeskly.apikeys.control.ApiKeys;
import com.helpdeskly.apikeys.control.NewApiKeyView;
import com.helpdeskly.apikeys.entity.ApiKey;
import com.helpdeskly.apikeys.entity.Scope;
import com.helpdeskly.web.conditional.EntityTags;
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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys by which programs work for the caller; people alone make and see them. */
@Path("api-keys")
@ApplicationScoped
@KeyScope(KeyScope.NONE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
public class ApiKeysResource {
    @Inject
    CurrentCaller caller;

    @Inject
    ApiKeys keys;

    @Inject
    ApiKeySettings settings;

    @Inject
    CursorCodec cursors;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Operation(summary = "List the API keys of the caller, without their secrets")
    public Page<ApiKeyView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        UUID user = caller.get().id();
        return PageRequest.of(limit, cursor)
                .byId(cursors, "api-keys|" + user, ApiKeyView::id, (after, rows) -> keys.page(user, after, rows));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = NewApiKeyView.class, responseCode = "201", responseDescription = "Created")
    @Operation(
            summary = "Make an API key",
            description =
                    "It works for the caller, as far as its scopes and the caller's role go. Its secret is told this"
                            + " once.")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewApiKeyRequest.class))) JsonBody body) {
        var name = body.string("name").required().trimmed().length(1, ApiKey.NAME_LENGTH);
        var named = body.stringList("scopes", Scope.values().length, ApiKey.NAME_LENGTH)
                .required()
                .check(
                        list -> !list.isEmpty()
                                && list.stream().allMatch(text -> Scope.of(text).isPresent()),
                        "must be one or more of " + Scope.names());
        var end = body.string("expiresAt")
                .required()
                .check(
                        text -> instant(text).filter(this::isAllowed).isPresent(),
                        "must be an instant within the next "
                                + settings.longest().toDays() + " days, such as 2027-01-31T00:00:00Z");
        body.orThrow();
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        named.get().forEach(text -> Scope.of(text).ifPresent(scopes::add));
        NewApiKeyView key = keys.create(
                caller.get().id(), name.get(), scopes, instant(end.get()).orElseThrow());
        return Response.created(
                        uri.getAbsolutePathBuilder().path(key.id().toString()).build())
                .entity(key)
                .build();
    }

    @GET
    @Path("{key}")
    @APIResponseSchema(ApiKeyView.class)
    @Operation(summary = "Get an API key of the caller, without its secret")
    public Response get(@PathParam("key") UUID key) {
        ApiKeyView view = keys.one(caller.get().id(), key);
        return EntityTags.answer(headers, EntityTags.ofState(view), view);
    }

    @DELETE
    @Path("{key}")
    @Operation(summary = "Revoke an API key of the caller", description = "On every node within a second.")
    public void revoke(@PathParam("key") UUID key) {
        keys.revoke(caller.get().id(), key);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeParseException notAnInstant) {
            return Optional.empty();
        }
    }

    private boolean isAllowed(Instant end) {
        Instant now = Instant.now();
        return end.isAfter(now) && !end.isAfter(now.plus(settings.longest()));
    }
}
