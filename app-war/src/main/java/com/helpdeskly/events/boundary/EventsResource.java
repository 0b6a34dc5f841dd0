package com.helpdeskly.events.boundary;

import com.helpdeskly.events.control.EventHub;
import com.helpdeskly.events.control.Listener;
import com.helpdeskly.tenancy.boundary.CurrentTenant;
import com.helpdeskly.tenancy.control.TenantCredentials;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Live updates: what happens to the tickets that the caller may see. */
@Path("events")
@RequestScoped
@KeyScope("tickets")
@Tag(name = "Live updates")
public class EventsResource {
    private static final String BEARER = "Bearer ";

    @Inject
    CurrentCaller caller;

    @Inject
    CurrentTenant tenant;

    @Inject
    Tokens tokens;

    @Inject
    TenantCredentials credentials;

    @Inject
    EventHub hub;

    @Context
    HttpHeaders headers;

    @Context
    Request request;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @APIResponse(
            responseCode = "200",
            description =
                    "ticket.created, ticket.updated, ticket.deleted, comment.created, reset; until the token expires",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING, example = "event: ticket.updated")))
    @Operation(
            summary = "Hear of changes of tickets as server-sent events",
            description = "A client resumes where it was by the id of the last event that it got. Too many"
                    + " open streams are a 429.")
    public void listen(
            @HeaderParam("Last-Event-ID") String lastEventId,
            @QueryParam("lastEventId") String lastEventIdInQuery,
            @Context SseEventSink sink,
            @Context Sse sse) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            sink.close();
            return;
        }
        Caller known = caller.get();
        Optional<String> bearer = bearer();
        Optional<String> last = Optional.ofNullable(lastEventId).or(() -> Optional.ofNullable(lastEventIdInQuery));
        hub.open(
                tenant.entry(),
                new Listener(
                        known.id(),
                        Role.valueOf(known.role()),
                        bearer.flatMap(tokens::expiry),
                        entry -> bearer.flatMap(credential -> credentials.holder(entry, credential))
                                .filter(now -> now.role().equals(known.role()))
                                .isPresent()),
                last.filter(id -> !id.isEmpty()),
                sink,
                sse);
    }

    private Optional<String> bearer() {
        return Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }
}
