package com.helpdeskly.web.wire;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Public;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;

@Path("things")
@Produces("application/json")
@Consumes("application/json")
public class ThingsResource {
    public record ThingView(String title, String note) {}

    public static class Unwritable {
        public String getTitle() {
            throw new IllegalStateException("jdbc:secret");
        }
    }

    @GET
    public ThingView forCallers() {
        return new ThingView("private", null);
    }

    @GET
    @Path("admin")
    @RolesAllowed("ADMIN")
    public ThingView forAdmins() {
        return new ThingView("admin", null);
    }

    @GET
    @Public
    @Path("public")
    public Response forEverybody(@Context HttpHeaders headers) {
        return EntityTags.answer(headers, EntityTags.of(3), new ThingView("public", null));
    }

    @PUT
    @Public
    @Path("public")
    public ThingView change(@Context HttpHeaders headers, JsonBody body) {
        EntityTags.checkIfMatch(headers, EntityTags.of(3));
        String title = body.string("title").required().length(1, 200).get();
        body.orThrow();
        return new ThingView(title, null);
    }

    @POST
    @Public
    @Path("by-the-server")
    public ThingView readByTheServer(ThingView thing) {
        return thing;
    }

    @GET
    @Public
    @Path("cached")
    public Response cached() {
        return Response.ok(new ThingView("cached", null))
                .header("Cache-Control", "max-age=5")
                .build();
    }

    @GET
    @Public
    @Path("failing")
    public ThingView failing() {
        throw new IllegalStateException("jdbc:secret\nwith a line feed");
    }

    @GET
    @Public
    @Path("unwritable")
    public Unwritable unwritable() {
        return new Unwritable();
    }

    @GET
    @Public
    @Path("busy")
    public ThingView busy() {
        throw ProblemException.retryLater(503, "tenant-unavailable", "Away.", Duration.ofSeconds(7), null);
    }

    @GET
    @Public
    @Path("moved")
    public ThingView moved() {
        throw new RedirectionException(303, URI.create("/elsewhere"));
    }
}
